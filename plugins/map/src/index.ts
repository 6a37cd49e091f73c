/** The map of a customer's address (EXT-01 to EXT-04). The whole plugin is made with the contract alone: docs/plugins.md. */
import { Answer, definePlugin, Refused, route } from '@zuoxi/plugin';
import { z } from 'zod';
import { search, tile, way } from './services';
import { MapSettings } from './settings';

const Point = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?$/)
  .transform((text) => {
    const [lat = 0, lon = 0] = text.split(',').map(Number);
    return { lat, lon };
  });
const Tile = z.object({
  z: z.coerce.number().int().min(0).max(20),
  x: z.coerce.number().int().min(0),
  y: z.coerce.number().int().min(0),
});
const day = 86_400;

export default definePlugin({
  name: 'map',
  label: { zh: '地图', en: 'Map' },
  about: { zh: '查客户地址，规划路线。', en: "Finds a customer's address and the way there." },
  settings: MapSettings,
  routes: [
    route({
      method: 'GET',
      path: '/search',
      query: z.object({
        q: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .regex(/^\P{Cc}*$/u),
        language: z.enum(['zh', 'en']).default('zh'),
      }),
      run: async ({ query, kit }) => ({ data: await search(kit, query.q, query.language) }),
    }),
    route({
      method: 'GET',
      path: '/way',
      query: z.object({ from: Point, to: Point }),
      run: async ({ query, kit }) => ({ data: await way(kit, query.from, query.to) }),
    }),
    route({
      method: 'GET',
      path: '/tiles/:z/:x/:y',
      async run({ params, kit }) {
        const place = Tile.safeParse(params);
        const found = place.success ? await tile(kit, place.data) : null;
        if (!found) throw new Refused('notFound');
        return new Answer(found.body, found.type, day);
      },
    }),
    route({
      method: 'GET',
      path: '/about',
      run: async ({ kit }) => ({ data: { attribution: (await kit.settings(MapSettings)).attribution } }),
    }),
  ],
});
