/** Real sockets on loopback. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createUserAgent, type Address, type UserAgent, type UserAgentEvents } from '../index';
import { offerSdp } from '../testkit/scene';
import { parseHead, parseMessage } from '../message/parse';
import { respond, serialize } from '../message/serialize';

const local = { host: '127.0.0.1', port: 0 };
const message = (method: string, body = '', more = '') =>
  `${method} sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK${Math.random()}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: ${Math.random()}\r\nCSeq: 1 ${method}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function agent(next?: Address, on: Partial<UserAgentEvents> = {}): Promise<UserAgent> {
  let count = 0;
  const events: UserAgentEvents = { invited: () => undefined, ended: () => undefined, ...on };
  const ua = createUserAgent({
    transport: 'tcp',
    local,
    ...(next && { next }),
    name: 'test',
    newId: () => `in${++count}`,
    on: events,
  });
  await ua.start();
  open.push(() => ua.close());
  return ua;
}

/** A proxy that answers every request with what `answers` says. */
async function proxy(
  port: number,
  answers: (method: string) => number | null,
): Promise<{ at: Address; got: string[]; kill(): Promise<void> }> {
  const got: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let gap = text.indexOf('\r\n\r\n'); gap >= 0; gap = text.indexOf('\r\n\r\n')) {
        const head = parseHead(text.slice(0, gap));
        const end = gap + 4 + (head.contentLength ?? 0);
        const parsed = parseMessage(head, text.slice(gap + 4, end));
        text = text.slice(end);
        if (!parsed.ok || parsed.message.kind !== 'request') continue;
        got.push(parsed.message.method);
        const status = answers(parsed.message.method);
        if (status) socket.write(serialize(respond(parsed.message, status, 'Text', 'p')));
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const kill = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  open.push(() => (server.listening ? kill() : undefined));
  return { at: { host: '127.0.0.1', port: (server.address() as AddressInfo).port }, got, kill };
}

async function talkRaw(to: Address): Promise<{ socket: Socket; until(pattern: RegExp): Promise<string> }> {
  const socket = connect(to.port, to.host);
  await once(socket, 'connect');
  open.push(() => socket.destroy());
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  return {
    socket,
    until: async (pattern) => {
      while (!pattern.test(text)) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
      return text;
    },
  };
}

test('a whole call over real connections, the way back included', async () => {
  const events: string[] = [];
  const b: UserAgent = await agent(undefined, {
    invited: (id) => {
      b.ring(id);
      b.answer(id, offerSdp(5000));
    },
    ended: (_id, e) => void events.push(`b ${e.by} ${e.status}`),
  });
  let done: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (done = resolve));
  const a: UserAgent = await agent(b.address(), {
    progress: (_id, p) => void events.push(`a ${p.status}`),
    answered: (id) => void setImmediate(() => b.end('in1', { reason: String(id) })),
    ended: (_id, e) => {
      events.push(`a ${e.by} ${e.status} ${e.reason}`);
      done();
    },
  });
  expect(a.connected()).toBe(true);
  a.invite('x', { to: 'sip:b@b', from: 'sip:a@a', sdp: offerSdp(4000) });
  await over;
  expect(events.sort()).toEqual(['a 180', 'a them 200 x', 'b us 200']);
});

test('`next` is gone when a request is made: it is sent as soon as `next` is back', async () => {
  const first = await proxy(0, () => 200);
  const ua = await agent(first.at);
  await expect(ua.options('sip:x@y')).resolves.toBe(200);
  await first.kill();
  const answer = ua.options('sip:x@y');
  const second = await proxy(first.at.port, () => 200);
  await expect(answer).resolves.toBe(200);
  expect(second.got).toEqual(['OPTIONS']);
});

test('`next` dies with an unanswered request: it is sent again, once', async () => {
  let arrived: () => void = () => undefined;
  const there = new Promise<void>((resolve) => (arrived = resolve));
  const first = await proxy(0, () => (arrived(), null));
  const ua = await agent(first.at);
  const answer = ua.options('sip:x@y');
  await there;
  await first.kill();
  const second = await proxy(first.at.port, () => 200);
  await expect(answer).resolves.toBe(200);
  expect([first.got, second.got]).toEqual([['OPTIONS'], ['OPTIONS']]);
});

test('`next` is not there at the start: the user agent starts all the same and says so', async () => {
  const probe = await proxy(0, () => 200);
  await probe.kill();
  const ua = await agent(probe.at);
  expect(ua.connected()).toBe(false);
});

test('without `next`: nobody listens, 503 at once', async () => {
  const probe = await proxy(0, () => 200);
  await probe.kill();
  const ua = await agent();
  await expect(ua.options(`sip:127.0.0.1:${probe.at.port}`)).resolves.toBe(503);
});

test('a body over the limit is answered 413; the connection and what follows on it live', async () => {
  const refused: string[] = [];
  const ua = await agent(undefined, { refused: (why) => void refused.push(why) });
  const raw = await talkRaw(ua.address());
  raw.socket.write(message('INVITE', 'x'.repeat(65_536)) + message('OPTIONS'));
  expect(await raw.until(/SIP\/2.0 200/)).toMatch(/^SIP\/2.0 413 /);
  expect(refused).toEqual(['larger than the limits']);
});

test('CRLFCRLF is answered with CRLF (RFC 5626)', async () => {
  const ua = await agent();
  const raw = await talkRaw(ua.address());
  raw.socket.write('\r\n\r\n');
  expect(await raw.until(/\r\n/)).toBe('\r\n');
});

test('noise closes its own connection and no other', async () => {
  const ua = await agent();
  const good = await talkRaw(ua.address());
  const bad = await talkRaw(ua.address());
  bad.socket.write('GET / HTTP/1.1\r\n\r\n');
  await once(bad.socket, 'close');
  good.socket.write(message('OPTIONS'));
  await good.until(/SIP\/2.0 200/);
});

test('the connection a request came on is gone: the response goes to the address in Via (§18.2.2)', async () => {
  const way = await proxy(0, () => null);
  let invited: (id: string) => void = () => undefined;
  const id = new Promise<string>((resolve) => (invited = resolve));
  const ua = await agent(undefined, { invited });
  const raw = await talkRaw(ua.address());
  raw.socket.write(
    message('INVITE', offerSdp(1), 'Contact: <sip:a@b>\r\nContent-Type: application/sdp\r\n').replace(
      '127.0.0.1:9;',
      `127.0.0.1:${way.at.port};`,
    ),
  );
  const leg = await id;
  raw.socket.destroy();
  await once(raw.socket, 'close');
  const arrived = new Promise<string>((resolve) => {
    const server = createServer((socket) =>
      socket.once('data', (d) => {
        resolve(d.toString());
        socket.destroy();
      }),
    );
    void way.kill().then(() => {
      server.listen(way.at.port, '127.0.0.1', () => ua.reject(leg, 486));
      open.push(() => new Promise((done) => server.close(done)));
    });
  });
  expect(await arrived).toMatch(/^SIP\/2.0 486 /);
});
