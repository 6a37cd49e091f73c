/** What the one web origin does about crowds from one address, about strangers at the administration, and about plain http on a network. */
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import { request as askTls } from 'node:https';
import { connect, type Socket } from 'node:net';
import { readInstance, type Instance } from '@zuoxi/contracts/environment';
import { WebSocket } from 'ws';
import { scratch } from '../support/children';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { givenOrigin, pageWord, type Origin } from '../support/nginx';
import { freeSettings } from '../support/ports';

const agents = 30;
let edge: PrivateKamailio;
let origin: Origin;
let plane: Server;
const asked: string[] = [];
const sockets: (Socket | WebSocket)[] = [];

beforeAll(async () => {
  edge = await givenKamailio({ ZUOXI_AGENTS_PER_ADDRESS: String(agents) });
  plane = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url !== '/api/workbench/changes') return void response.end('{}');
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': alive\n\n');
  }).listen(edge.instance.ports.cms, '127.0.0.1');
  await once(plane, 'listening');
  origin = await givenOrigin(edge.instance);
}, 30_000);
afterEach(() => {
  for (const socket of sockets.splice(0))
    if (socket instanceof WebSocket) socket.terminate();
    else socket.destroy();
});
afterAll(async () => {
  await origin.stop();
  plane.closeAllConnections();
  plane.close();
  await edge.stop();
});

/** One request from an address of this machine; resolves with the head. */
const get = (path: string, localAddress: string, more: { method?: string } = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { host, web } = edge.instance;
    const sent = ask({ host, port: web, path, localAddress, agent: false, ...more }, resolve);
    sent.on('error', reject);
    sent.on('socket', (socket) => sockets.push(socket));
    sent.end();
  });
const status = async (path: string, from: string, more: { method?: string } = {}): Promise<number> => {
  const answer = await get(path, from, more);
  answer.resume();
  return answer.statusCode ?? 0;
};

/** A browser's way to the phone: open, or the status it was refused with. */
const phone = (from: string): Promise<WebSocket | number> =>
  new Promise((resolve) => {
    const { host, web } = edge.instance;
    const socket = new WebSocket(`ws://${host}:${web}/sip`, 'sip', { localAddress: from });
    sockets.push(socket);
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0));
    socket.on('error', () => undefined);
  });

describe('a crowd from one address', () => {
  it('gets as many ways to the phone as agents may work there, and nobody else is kept out', async () => {
    const crowd = await Promise.all(Array.from({ length: agents + 20 }, () => phone('127.0.0.2')));
    expect(crowd.filter((one) => one instanceof WebSocket)).toHaveLength(agents);
    expect(crowd.filter((one) => one === 429)).toHaveLength(20);
    expect(await phone('127.0.0.3')).toBeInstanceOf(WebSocket);
    crowd.find((one) => one instanceof WebSocket)?.terminate();
    // a place that became free is given again
    for (;;) if ((await phone('127.0.0.2')) instanceof WebSocket) break;
  });

  it('gets as many streams of changes as two tabs of each need', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 * agents + 10 }, () => get('/api/workbench/changes', '127.0.0.2').then((a) => a.statusCode)),
    );
    expect(answers.filter((one) => one === 200)).toHaveLength(2 * agents);
    expect(answers.filter((one) => one === 429)).toHaveLength(10);
    expect(await status('/api/workbench/changes', '127.0.0.3')).toBe(200);
  });

  it('of silent sockets keeps nobody from the page', async () => {
    const { host, web } = edge.instance;
    const silent = Array.from({ length: 1500 }, () => connect({ host, port: web, localAddress: '127.0.0.2' }));
    sockets.push(...silent);
    await Promise.all(
      silent.map((socket) =>
        once(
          socket.on('error', () => undefined),
          'connect',
        ),
      ),
    );
    const page = await get('/', '127.0.0.3');
    expect(await page.setEncoding('utf8').toArray()).toEqual([pageWord]);
    expect(await phone('127.0.0.3')).toBeInstanceOf(WebSocket);
  });

  it('knocks at the login a hundred times at once, then is told to wait in words the page knows; an office next door is not', async () => {
    const knocks = await Promise.all(
      Array.from({ length: 140 }, () => get('/api/accounts/login', '127.0.0.2', { method: 'POST' })),
    );
    const refused = knocks.filter((one) => one.statusCode === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(JSON.parse((await refused[0]?.setEncoding('utf8').toArray())?.join('') ?? '')).toEqual({
      error: { code: 'tooManyAttempts', wait: 10 },
    });
    expect(knocks.length - refused.length).toBeGreaterThanOrEqual(agents);
    expect(await status('/api/Accounts/codes', '127.0.0.3', { method: 'POST' })).toBe(200);
  });
});

describe('the administration', () => {
  it.each([
    '/admin',
    '/admin/login',
    '/admin/init',
    '//admin/init',
    '/api/../admin/init',
    '/api/..%2fadmin/init',
    '/%61dmin/init',
    '/upload/files',
    '/content-manager/collection-types/api::queue.queue',
    '/content-type-builder/schema',
    '/users-permissions/roles',
  ])('is closed to other machines: %s', async (path) => {
    asked.length = 0;
    expect(await status(path, '127.0.0.2')).toBe(403);
    expect(asked).toEqual([]);
  });

  it('is open on this machine, and its passwords are asked a few times a minute', async () => {
    expect(await status('/admin/init', '127.0.0.1')).toBe(200);
    const tries = await Promise.all(Array.from({ length: 20 }, () => status('/admin/login', '127.0.0.1', { method: 'POST' })));
    expect(tries.filter((one) => one === 200).length).toBeGreaterThanOrEqual(10);
    expect(tries.filter((one) => one === 429).length).toBeGreaterThan(5);
    expect(await status('/admin/init', '127.0.0.1')).toBe(200);
  });
});

describe('on a network', () => {
  let network: Instance;
  let served: Origin;
  let clear: () => void;
  beforeAll(async () => {
    const { settings, release } = await freeSettings();
    const data = scratch('network');
    network = readInstance({ ...settings, ZUOXI_DATA: data.path, ZUOXI_HOST: '0.0.0.0' }, data.path);
    served = await givenOrigin(network);
    clear = () => (release(), data.remove());
  });
  afterAll(async () => {
    await served.stop();
    clear();
  });

  const head = (secure: boolean, port: number, host: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const to = { host: '127.0.0.1', port, path: '/calls?x=1', agent: false, headers: { host: `${host}:${port}` } };
      const sent = secure ? askTls({ ...to, rejectUnauthorized: false }, resolve) : ask(to, resolve);
      sent.on('error', reject).end();
    });

  it('plain http leads to https, on either port', async () => {
    for (const port of [network.web, network.webs]) {
      const answer = await head(false, port, 'cc.example');
      answer.resume();
      expect([answer.statusCode, answer.headers.location]).toEqual([301, `https://cc.example:${network.webs}/calls?x=1`]);
    }
  });

  it('https is what browsers are told to keep to; one that then asks the http port by https is led on', async () => {
    const page = await head(true, network.webs, 'cc.example');
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
    expect(await page.setEncoding('utf8').toArray()).toEqual([pageWord]);
    const other = await head(true, network.web, 'cc.example');
    other.resume();
    expect(other.headers.location).toBe(`https://cc.example:${network.webs}/calls?x=1`);
  });

  it('localhost is held to nothing: it is another machine for each tunnel', async () => {
    const page = await head(true, network.webs, 'localhost');
    page.resume();
    expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([200, undefined]);
  });
});

it('on a loopback address http is served as it is', async () => {
  const page = await get('/', '127.0.0.1');
  page.resume();
  expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([200, undefined]);
});
