import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { FromMixer, type ToMixer } from '@zuoxi/contracts';
import { Control } from './control';
import { call, leg } from './testing/harness';

let control: Control;
let told: ToMixer[];
let warnings: string[];
const sockets: Socket[] = [];

beforeEach(async () => {
  [told, warnings] = [[], []];
  control = await Control.listen({
    port: 0,
    hello: () => ({ t: 'hello', epoch: 'e', port: 1 }),
    told: (message) => {
      told.push(message);
      if (message.t === 'query') control.tell({ t: 'meters', id: message.id, legs: [], tickLateP99Ms: 0 });
    },
    warn: (what, detail) => warnings.push(`${what} ${JSON.stringify(detail)}`),
  });
});
afterEach(async () => {
  sockets.splice(0).forEach((s) => s.destroy());
  await control.close();
});

/** A connection, and the reports that it gets, one after the other. */
async function client() {
  const socket = connect({ host: '127.0.0.1', port: control.port });
  sockets.push(socket);
  const lines = createInterface({ input: socket });
  lines.on('error', () => undefined); // readline repeats the socket's error
  const got: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  lines.on('line', (line) => {
    const next = waiting.shift();
    if (next) next(line);
    else got.push(line);
  });
  const next = async (): Promise<FromMixer> => {
    const line = got.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)));
    return FromMixer.parse(JSON.parse(line));
  };
  expect((await next()).t).toBe('hello');
  return {
    socket,
    next,
    got,
    say: (line: object | string) => socket.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`),
  };
}
const keep = { t: 'keep', calls: [] };
const digit = (d: string): FromMixer => ({ t: 'digit', call: call('c'), leg: leg('l'), digit: d, ms: 100 });

/** Everything said before it has been read when it is answered. */
const caughtUp = async (c: Awaited<ReturnType<typeof client>>): Promise<void> => {
  c.say({ t: 'query', id: 99 });
  for (let r = await c.next(); r.t !== 'meters'; r = await c.next());
};

describe('the control line', () => {
  it('obeys lines, however they are cut into packets', async () => {
    const c = await client();
    const bytes = `${JSON.stringify(keep)}\r\n\n${JSON.stringify(keep)}\n`;
    for (const half of [bytes.slice(0, 7), bytes.slice(7, 25), bytes.slice(25)]) {
      c.socket.write(half);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await caughtUp(c);
    expect(told.filter((m) => m.t === 'keep')).toHaveLength(2);
  });

  it.each([
    'rubbish',
    '{"t":"plan"}',
    '{"t":"explode"}',
    'null',
    '[]',
    '{"t":"plan","plan":{"call":"../x","legs":[],"recording":null}}',
    '{"t":"plan","plan":{"call":"c","legs":[],"recording":{"name":"../../etc/passwd","left":[],"right":[],"paused":false}}}',
    '{"t":"plan","plan":{"call":"c","legs":[{"leg":"l","port":0,"digitType":null,"hears":[],"play":null}],"recording":null}}',
    '{"t":"plan","plan":{"call":"c","legs":[{"leg":"l","port":9,"digitType":null,"hears":[],"play":{"kind":"file","id":"f","file":"../secret","loop":false}}],"recording":null}}',
    '\u0000\u0001',
  ])('a bad line is refused with a word in the log, and the next one is obeyed: %j', async (line) => {
    const c = await client();
    c.say(line);
    c.say(keep);
    await caughtUp(c);
    expect(told.map((m) => m.t)).toEqual(['keep', 'query']);
    expect(warnings).toHaveLength(1);
  });

  it('a line without end ends the connection, not the process', async () => {
    const c = await client();
    c.socket.on('error', () => undefined); // the rest of the line finds no reader
    const closed = new Promise((resolve) => c.socket.once('close', resolve));
    c.socket.write(Buffer.alloc(5 << 20, 'x'));
    await closed;
    await caughtUp(await client());
  });

  it('the newest connection that commands gets the reports; the former is disconnected', async () => {
    const [a, b] = [await client(), await client()];
    a.say(keep);
    await caughtUp(a);
    control.tell(digit('1'));
    expect(await a.next()).toEqual(digit('1'));
    const closed = once(a.socket, 'close');
    b.say(keep);
    await closed;
    control.tell(digit('2'));
    expect(await b.next()).toEqual(digit('2'));
  });

  it('one that only asks (a health check, the doctor) takes nothing away from the switch', async () => {
    const [a, doctor] = [await client(), await client()];
    a.say(keep);
    await caughtUp(a);
    await caughtUp(doctor);
    control.tell(digit('3'));
    expect(await a.next()).toEqual(digit('3'));
    expect(doctor.got).toEqual([]);
  });

  it('what happens while no switch is there waits for the next', async () => {
    const a = await client();
    a.say(keep);
    await caughtUp(a);
    a.socket.destroy();
    await once(a.socket, 'close');
    const b = await client();
    await caughtUp(b);
    for (const d of '456') control.tell(digit(d));
    b.say(keep);
    for (const d of '456') expect(await b.next()).toEqual(digit(d));
  });
});
