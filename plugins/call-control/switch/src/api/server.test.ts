import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { serve } from './server';

const most = 5;
let server: Server;
let url: string;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  const take = { accept: (socket: WebSocket): void => void socket.on('error', () => undefined) };
  const health = () => ({ ok: true, parts: {}, directory: { version: 1 }, calls: 0, agents: 0 });
  server = await serve({ port: 0, mostOfAddress: most, live: take, feed: take, health, metrics: () => Promise.resolve('') });
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await new Promise((done) => server.close(done));
});

/** Open, or the status that it was refused with. `from`: as nginx says it. */
const knock = (path: string, from?: string): Promise<WebSocket | number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${url}${path}`, from ? { headers: { 'X-Real-IP': from } } : {});
    sockets.push(socket);
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
const knocks = (count: number, path: string, from?: string) =>
  Promise.all(Array.from({ length: count }, () => knock(path, from)));

test('one address gets so many workbenches, others get in, and a place that became free is given again', async () => {
  const crowd = await knocks(most + 4, '/live', '192.0.2.1');
  const open = crowd.filter((one) => one instanceof WebSocket);
  expect(open).toHaveLength(most);
  expect(crowd.filter((one) => one === 429)).toHaveLength(4);
  expect(await knock('/live', '192.0.2.2')).toBeInstanceOf(WebSocket);
  open[0]?.close();
  if (open[0]) await once(open[0], 'close');
  while (!((await knock('/live', '192.0.2.1')) instanceof WebSocket));
});

test('this machine is no address among others', async () => {
  expect((await knocks(most + 4, '/live')).every((one) => one instanceof WebSocket)).toBe(true);
});

test('/feed has room for a few, so that nobody keeps the record plane out by waiting', async () => {
  expect((await knocks(12, '/feed')).filter((one) => one instanceof WebSocket)).toHaveLength(8);
});
