import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { CallId, LegId } from '@zuoxi/contracts';
import { MixerClient, type MixerEvent } from './mixer-client';

const call = CallId.parse('c1');
const leg = LegId.parse('l1');

/** Speaks the mixer's protocol; `kill` takes every connection with it, as kill -9 does. */
class StandIn {
  private readonly sockets = new Set<Socket>();
  private readonly waiting: ((line: string) => void)[] = [];
  private readonly lines: string[] = [];
  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        for (const line of bytes.toString().trim().split('\n')) {
          const ask = this.waiting.shift();
          if (ask) ask(line);
          else this.lines.push(line);
        }
      });
      this.say({ t: 'hello', epoch: 'e', port: 4000 });
    });
  }
  static async open(port = 0): Promise<StandIn> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new StandIn(server);
  }
  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }
  say(message: object | string): void {
    const line = typeof message === 'string' ? message : JSON.stringify(message);
    for (const socket of this.sockets) socket.write(`${line}\n`);
  }
  async next(): Promise<unknown> {
    const line = this.lines.shift() ?? (await new Promise<string>((resolve) => this.waiting.push(resolve)));
    return JSON.parse(line);
  }
  async kill(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A client and everything it told, each to be awaited. */
function given(port: number) {
  const told: (MixerEvent | { t: 'hello' | 'warn' })[] = [];
  const waiting: (() => void)[] = [];
  const tell = (what: (typeof told)[number]): void => {
    told.push(what);
    waiting.splice(0).forEach((wake) => wake());
  };
  const client = new MixerClient({
    at: { host: '127.0.0.1', port },
    hello: () => tell({ t: 'hello' }),
    event: tell,
    room: () => undefined,
    warn: () => tell({ t: 'warn' }),
  });
  const next = async (): Promise<(typeof told)[number] | undefined> => {
    if (told.length === 0) await new Promise<void>((wake) => waiting.push(wake));
    return told.shift();
  };
  client.start();
  return { client, next };
}

describe('the line to the mixer', () => {
  it('is greeted, tells and is told', async () => {
    const mixer = await StandIn.open();
    const { client, next } = given(mixer.port);
    expect(client.ready).toBe(false);
    expect(await next()).toEqual({ t: 'hello' });
    expect(client.trouble()).toBeNull();
    client.send({ t: 'drop', call });
    expect(await mixer.next()).toEqual({ t: 'drop', call });
    mixer.say({ t: 'digit', call, leg, digit: '5', ms: 100 });
    expect(await next()).toEqual({ t: 'digit', call, leg, digit: '5', ms: 100 });
    client.stop();
    await mixer.kill();
  });

  it('is made again when the mixer dies and comes back', async () => {
    const first = await StandIn.open();
    const { client, next } = given(first.port);
    await next();
    const { port } = first;
    await first.kill();
    const second = await StandIn.open(port);
    expect(await next()).toEqual({ t: 'hello' });
    client.send({ t: 'keep', calls: [] });
    expect(await second.next()).toEqual({ t: 'keep', calls: [] });
    client.stop();
    await second.kill();
  });

  it('says what is wrong while nobody is there, and asks for meters in vain', async () => {
    const gone = await StandIn.open();
    const { port } = gone;
    await gone.kill();
    const { client } = given(port);
    await expect(client.meters()).rejects.toThrow(`the mixer at 127.0.0.1:${port} is not reached`);
    client.stop();
  });

  it('an answer with meters finds its question; one that never comes is an error when the line is lost', async () => {
    const mixer = await StandIn.open();
    const { client, next } = given(mixer.port);
    await next();
    const asked = client.meters();
    expect(await mixer.next()).toEqual({ t: 'query', id: 1 });
    mixer.say({ t: 'meters', id: 1, legs: [], tickLateP99Ms: 0.4 });
    expect(await asked).toEqual({ legs: [], tickLateP99Ms: 0.4 });
    const lost = client.meters();
    await mixer.next();
    await Promise.all([expect(lost).rejects.toThrow('the connection was lost'), mixer.kill()]);
    client.stop();
  });

  it.each(['{', 'null', '{"t":"digit"}'])('a line that says nothing (%s) is noted, and the next one is heard', async (line) => {
    const mixer = await StandIn.open();
    const { client, next } = given(mixer.port);
    await next();
    mixer.say(line);
    expect(await next()).toEqual({ t: 'warn' });
    mixer.say({ t: 'silent', call, leg });
    expect(await next()).toEqual({ t: 'silent', call, leg });
    client.stop();
    await mixer.kill();
  });
});
