/** The plugin's own routes, parsed. */
import type { Host } from '@zuoxi/plugin/ui';
import * as z from 'zod/mini'; // a fifth of zod, and this goes to the browser

const Place = z.object({ lat: z.number(), lon: z.number(), label: z.string() });
export type Place = z.infer<typeof Place>;
const Way = z.object({ metres: z.number(), seconds: z.number(), line: z.array(z.tuple([z.number(), z.number()])) });
export type Way = z.infer<typeof Way>;

export async function findPlaces(host: Host, text: string, language: 'zh' | 'en'): Promise<Place[]> {
  const answer = await host.ask(`/search?${String(new URLSearchParams({ q: text, language }))}`);
  return z.object({ data: z.array(Place) }).parse(answer).data;
}

export async function findWay(host: Host, from: Place, to: Place): Promise<Way | null> {
  const at = ({ lat, lon }: Place): string => `${lat},${lon}`;
  const answer = await host.ask(`/way?${String(new URLSearchParams({ from: at(from), to: at(to) }))}`);
  return z.object({ data: z.nullable(Way) }).parse(answer).data;
}

export async function attribution(host: Host): Promise<string> {
  const about = z.object({ data: z.object({ attribution: z.string() }) });
  return about.parse(await host.ask('/about')).data.attribution;
}
