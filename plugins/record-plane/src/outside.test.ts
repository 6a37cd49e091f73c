import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askOutside, isInner, OutsideError } from './outside';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    else if (request.url === '/big') response.end(Buffer.alloc(2000));
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(`heard ${request.method}`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

test.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255'])(
  '%s is an inner address',
  (address) => expect(isInner(address)).toBe(true),
);
test.each(['::1', '::', '::ffff:127.0.0.1', '::ffff:10.0.0.1', 'fd00::1', 'fe80::1', '64:ff9b::7f00:1', 'ff02::1'])(
  '%s is one too',
  (address) => expect(isInner(address)).toBe(true),
);
test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111'])('%s is outside', (address) => expect(isInner(address)).toBe(false));

test.each([
  'http://127.0.0.1:PORT/',
  'http://localhost:PORT/',
  'http://[::1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'file:///etc/passwd',
  'http://somebody@127.0.0.1:PORT/',
  'nonsense',
])('a plugin does not reach %s', async (address) => {
  const asked = askOutside(address.replace('PORT', String(port)), {}, false);
  await expect(asked).rejects.toMatchObject({ name: 'OutsideError', kind: 'refused' });
});

test('an instance may allow its own network; redirections are still not followed, and size ends', async () => {
  const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
  expect(await askOutside(at('/'), { method: 'POST', body: 'x' }, true)).toMatchObject({ status: 200, type: 'text/plain' });
  expect((await askOutside(at('/away'), {}, true)).status).toBe(302);
  await expect(askOutside(at('/big'), { maxBytes: 1000 }, true)).rejects.toBeInstanceOf(OutsideError);
});
