/** Which services a tenant's map asks. The standard ones are OpenStreetMap's, free of charge and of keys (EXT-04: a key is optional). */
import { secret, text } from '@zuoxi/plugin';
import { z } from 'zod';

const address = /^https?:\/\/\S+$/;
const key = { zh: '地址中可写 {key}，发出时换成密钥。', en: '{key} in the address is replaced by the key.' };

export const MapSettings = z.object({
  geocoder: text({ zh: '地址搜索（Nominatim）', en: 'Address search (Nominatim)' }, 'https://nominatim.openstreetmap.org', {
    pattern: address,
    help: key,
  }),
  router: text({ zh: '路线规划（OSRM）', en: 'Routes (OSRM)' }, 'https://router.project-osrm.org', {
    pattern: address,
    help: key,
  }),
  tiles: text({ zh: '地图图块', en: 'Map tiles' }, 'https://tile.openstreetmap.org/{z}/{x}/{y}.png', {
    pattern: address,
    help: key,
  }),
  attribution: text({ zh: '版权说明', en: 'Attribution' }, '© OpenStreetMap contributors'),
  key: secret(
    { zh: '密钥（可不填）', en: 'Key (optional)' },
    { zh: '只保存在服务器上，浏览器看不到。', en: 'Stays on the server; browsers never see it.' },
  ),
});
export type MapSettings = z.infer<typeof MapSettings>;

/** Fills the places in braces: percent-encoded, so that what fills them cannot leave its place. */
export const filled = (pattern: string, values: Readonly<Record<string, string | number>>): string =>
  pattern.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? encodeURIComponent(values[name] ?? '') : whole));

/** `<base><path>`, the key filled in; `{key}` may stand in the query of the base. */
export function addressOf(base: string, settings: MapSettings, path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(filled(base, { key: settings.key }));
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
