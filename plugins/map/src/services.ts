/** The three services behind the map, each one request: a dictionary between them and the workbench. */
import { OutsideError, Refused, type Kit, type OutsideAnswer } from '@zuoxi/plugin';
import { z } from 'zod';
import { addressOf, filled, MapSettings } from './settings';

export type Point = { lat: number; lon: number };
export type Place = Point & { label: string };
export type Way = { metres: number; seconds: number; line: [lat: number, lon: number][] };

const Coordinate = z.coerce.number().min(-180).max(180);
const Places = z.array(z.object({ lat: Coordinate, lon: Coordinate, display_name: z.string() }));
const Ways = z.object({
  code: z.string(),
  routes: z
    .array(
      z.object({
        distance: z.number(),
        duration: z.number(),
        geometry: z.object({ coordinates: z.array(z.tuple([z.number(), z.number()])) }),
      }),
    )
    .default([]),
});

async function ask(kit: Kit, what: string, address: string): Promise<OutsideAnswer> {
  try {
    return await kit.ask(address);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    kit.log.warn(`${what}: ${error.message}`);
    throw new Refused(error.kind === 'refused' ? 'forbidden' : 'internal', `${what} does not answer`);
  }
}

async function json<S extends z.ZodType>(kit: Kit, what: string, address: string, shape: S): Promise<z.infer<S>> {
  const { status, body } = await ask(kit, what, address);
  const read = shape.safeParse(parsed(body));
  if (read.success) return read.data;
  kit.log.warn(`${what}: answered ${status} and nothing that can be read`);
  throw new Refused('internal', `${what} answered ${status}`);
}

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined; // not JSON: the shape says so
  }
};

/** EXT-01; none found: an empty list, and the screen asks for another spelling (EXT-02). */
export async function search(kit: Kit, text: string, language: string): Promise<Place[]> {
  const settings = await kit.settings(MapSettings);
  const query = { q: text, format: 'jsonv2', limit: '5', 'accept-language': language };
  const found = await json(kit, 'the address search', addressOf(settings.geocoder, settings, '/search', query), Places);
  return found.map(({ lat, lon, display_name }) => ({ lat, lon, label: display_name }));
}

/** EXT-03; null: there is no way. */
export async function way(kit: Kit, from: Point, to: Point): Promise<Way | null> {
  const settings = await kit.settings(MapSettings);
  const path = `/route/v1/driving/${from.lon},${from.lat};${to.lon},${to.lat}`;
  const address = addressOf(settings.router, settings, path, { overview: 'full', geometries: 'geojson' });
  const found = await json(kit, 'the route service', address, Ways);
  const best = found.routes[0];
  if (!best) return null;
  const line = best.geometry.coordinates.map(([lon, lat]): [number, number] => [lat, lon]);
  return { metres: best.distance, seconds: best.duration, line };
}

/** One image of the map; null: there is none. Only images pass: a tile server cannot hand out pages of our origin. */
export async function tile(kit: Kit, place: { z: number; x: number; y: number }): Promise<{ body: Buffer; type: string } | null> {
  const settings = await kit.settings(MapSettings);
  const { status, type, body } = await ask(
    kit,
    'the tile server',
    filled(settings.tiles, { ...place, s: 'a', key: settings.key }),
  );
  const image = /^image\/(png|jpeg|webp)\b/.exec(type)?.[0];
  return status === 200 && image ? { body, type: image } : null;
}
