/** A server that speaks Nominatim, OSRM and tiles: one town with two addresses and a road between them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';

export const town = {
  station: { lat: 31.2492, lon: 121.4556, label: '上海站, 静安区, 上海市, 中国' },
  bund: { lat: 31.2397, lon: 121.4903, label: '外滩, 黄浦区, 上海市, 中国' },
} as const;

export type MapServices = { origin: string; asked: string[]; stop(): Promise<void> };

export async function givenMapServices(): Promise<MapServices> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://map');
    asked.push(`${url.pathname}${url.search}`);
    const send = (status: number, type: string, body: string | Buffer): void =>
      void response.writeHead(status, { 'content-type': type }).end(body);
    const json = (body: unknown): void => send(200, 'application/json', JSON.stringify(body));
    if (url.pathname === '/search') {
      const q = url.searchParams.get('q') ?? '';
      const found = Object.values(town).filter(({ label }) => label.startsWith(q.slice(0, 2)));
      return json(found.map(({ lat, lon, label }) => ({ lat: String(lat), lon: String(lon), display_name: label })));
    }
    if (url.pathname.startsWith('/route/v1/driving/')) {
      const points = url.pathname
        .slice('/route/v1/driving/'.length)
        .split(';')
        .map((p) => p.split(',').map(Number));
      const geometry = { type: 'LineString', coordinates: points };
      return json({ code: 'Ok', routes: [{ distance: 4321, duration: 765, geometry }] });
    }
    const tile = /^\/tiles\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(url.pathname);
    if (tile) return send(200, 'image/png', png(Number(tile[2]) + Number(tile[3])));
    if (url.pathname.startsWith('/pages/')) return send(200, 'text/html', '<script>1</script>');
    send(404, 'text/plain', 'nothing here');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** 256 × 256 grey, two shades in turn: a PNG of three chunks (RFC 2083). */
function png(shade: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(256, 0);
  head.writeUInt32BE(256, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const grey = shade % 2 ? 0xe4 : 0xd8;
  const rows = Buffer.alloc(257 * 256, grey);
  for (let y = 0; y < 256; y++) rows[y * 257] = 0;
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    frame.set(body, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
  };
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
