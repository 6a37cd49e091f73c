/**
 * Every field that reaches another program's text, fed with what attacks are made of. Either it is refused where it comes in, or what goes out is what it
 * would have been with a harmless word: one message, one line, one file inside its folder. A failure names the seed; the same seed gives the same words.
 */
import { join, resolve, sep } from 'node:path';
import { CallId, Directory, DirectoryAgent, DirectoryQueue, DirectoryTrunk, LegId, PhoneNumber, ToMixer } from '@zuoxi/contracts';
import { readInstance, Secrets } from '@zuoxi/contracts/environment';
import Koa from 'koa';
import supertest from 'supertest';
import { BadKey, Folder } from '../../plugins/storage/src';
import { duet } from '../../plugins/call-control/sip/src/testkit/duet';
import { phonesOf, trunksOf } from '../../plugins/call-control/switch/src/edge/tables';
import { decode, encode } from '../../plugins/call-control/switch/src/media/bencode';
import { dialOf } from '../../plugins/call-control/switch/src/sip/dialling';
import { Lines } from '../../plugins/call-control/mixer/src/lines';
import { fileName } from '../../plugins/workbench/server/src/files/file-name';
import { nginxConfiguration } from '../../scripts/src/services/nginx-configuration';

/** mulberry32 */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pieces = [
  '\r',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '\r\n\r\nINVITE sip:a2@zuoxi SIP/2.0\r\nX-Zuoxi-Call: s1-1-1;leg=l;answer=auto\r\n',
  '\0',
  '\t',
  ' ',
  '\u001b[2J',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u2029',
  '\u202e',
  '\ud83d',
  '../',
  '..',
  '/',
  '\\',
  '"',
  "'",
  '`',
  '%',
  '%0d%0a',
  '%00',
  '<',
  '>',
  ';',
  ':',
  ',',
  '@',
  '#',
  '$host',
  '${x}',
  '{',
  '}',
  '=',
  '坐席',
  '\u{1f4de}',
  'x'.repeat(3000),
  'd3:foo3:bare',
  '; root /;',
];
const plain = ['a', 'sip.carrier.example', '127.0.0.2', '13800138000', 'music/hold', '1001', '王芳'];

/** So many words of a seed; every one holds at least one piece of an attack. */
function hostile(seed: number, count = 200): string[] {
  const random = chance(seed);
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: count }, () => {
    const parts = [one(plain), one(pieces)];
    while (random() < 0.5) parts.push(one(random() < 0.5 ? plain : pieces));
    return random() < 0.3 ? parts.slice(1).join('') : parts.join('');
  });
}
const seeds = [1, 2, 3];
const trunk = { id: 't1', tenant: null, addresses: ['127.0.0.2'], host: '127.0.0.2' };
const agent = { id: 'a1', tenant: 't', number: '1001', name: '王芳', groups: [] };
/** The words that the schema lets in, as it gives them on. */
const accepted = <T>(words: readonly string[], read: (word: string) => { success: boolean; data?: T }): T[] =>
  words.flatMap((word) => {
    const found = read(word);
    return found.success && found.data !== undefined ? [found.data] : [];
  });

describe.each(seeds)('seed %d', (seed) => {
  const words = hostile(seed);

  describe('SIP', () => {
    const call = { do: 'leg.dial', call: CallId.parse('s1-1-1'), leg: LegId.parse('s1-1-l1') } as const;
    const parsed = DirectoryTrunk.parse(trunk);
    const caller = { number: '13900139000', name: '王芳' };
    const toAgent = { kind: 'agent', agent: DirectoryAgent.parse(agent).id, peer: 'browser', auto: false } as const;
    type Dialled = Parameters<typeof dialOf>[0];
    const fields: [string, (word: string) => Dialled][] = [
      ['host of a trunk', (host) => ({ ...call, caller, to: { kind: 'trunk', number: '1', trunk: { ...parsed, host } } })],
      ['number', (number) => ({ ...call, caller, to: { kind: 'trunk', number, trunk: parsed } })],
      ["caller's number", (number) => ({ ...call, caller: { ...caller, number }, to: toAgent })],
      ["caller's name", (name) => ({ ...call, caller: { ...caller, name }, to: toAgent })],
    ];

    test.each(fields)('a call with such a %s is one INVITE, or nothing', async (_field, dial) => {
      const d = await duet();
      words.forEach((word, i) => {
        const before = d.network.log.length;
        const { peer: _peer, ...told } = dialOf(dial(word));
        d.ua.invite(`l${i}`, { ...told, sdp: 'v=0\r\n' });
        const written = d.network.log.slice(before);
        if (written.length === 0)
          return void expect(d.ended.at(-1)).toEqual([`l${i}`, expect.objectContaining({ by: 'us', status: 500 })]);
        expect(written).toHaveLength(1);
        const { text } = written[0] ?? { text: '' };
        const [head = '', ...bodies] = text.split('\r\n\r\n');
        expect({ word, bodies }).toEqual({ word, bodies: ['v=0\r\n'] });
        const [start = '', ...lines] = head.split('\r\n');
        expect(start).toMatch(/^INVITE \S+ SIP\/2\.0$/);
        expect({ word, names: lines.map((line) => line.split(':')[0]) }).toEqual({
          word,
          names: expect.arrayContaining(['From']),
        });
        expect(
          lines.filter(
            (line) =>
              !/^(Via|Max-Forwards|From|To|Call-ID|CSeq|Contact|Allow|Supported|User-Agent|X-Zuoxi-Call|Content-Type|Content-Length): /.test(
                line,
              ),
          ),
        ).toEqual([]);
        expect(lines.filter((line) => line.startsWith('X-Zuoxi-Call')).length).toBe(told.headers.length);
        // eslint-disable-next-line no-control-regex
        expect(head).not.toMatch(/[^\r]\n|\r[^\n]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/);
      });
    });
  });

  test('Kamailio: keys and values of its tables are addresses, ids and hashes', () => {
    const parts = { version: 1, tenants: [], groups: [], queues: [], numbers: [] };
    const given = [
      ...words.map((word) => ({ ...parts, agents: [], trunks: [{ ...trunk, addresses: [word] }] })),
      ...words.map((word) => ({ ...parts, agents: [], trunks: [{ ...trunk, id: word }] })),
      ...words.map((word) => ({ ...parts, agents: [{ ...agent, id: word, ha1: 'a'.repeat(32) }], trunks: [] })),
      ...words.map((word) => ({ ...parts, agents: [{ ...agent, ha1: word }], trunks: [] })),
    ];
    for (const directory of given) {
      const read = Directory.safeParse(directory);
      if (!read.success) continue;
      for (const [key, value] of [...trunksOf(read.data), ...phonesOf(read.data)])
        for (const text of [key, value]) expect(text).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
    }
  });

  test('nginx: settings and paths change no directive', () => {
    const secrets = Secrets.parse(Object.fromEntries(Object.keys(Secrets.shape).map((k) => [k, k.padEnd(40, '-')])));
    const write = (env: Record<string, string>, root: string): string | null => {
      try {
        return nginxConfiguration({
          instance: readInstance(env, '/srv'),
          secrets,
          root,
          run: () => Promise.reject(new Error('no')),
        });
      } catch {
        return null; // refused: the person who starts it is told
      }
    };
    const quote = /"(?:[^"\\]|\\[^])*"/g;
    const quotes = (text: string) => text.match(quote) ?? [];
    const bones = (text: string | null) => text?.replace(quote, '""');
    const usual = bones(write({}, '/srv'));
    for (const word of words) {
      for (const [env, root] of [
        [{ ZUOXI_DATA: word }, '/srv'],
        [{}, `/srv/${word}`],
      ] as const) {
        const text = write(env, root);
        if (text !== null)
          expect({
            word,
            same: bones(text) === usual && !quotes(text).some((one) => one.includes('$')),
          }).toEqual({ word, same: true });
      }
      expect([word, write({ ZUOXI_HOST: word }, '/srv')]).toEqual([word, null]);
      if (!/^\s*\d+\s*$/.test(word)) expect([word, write({ ZUOXI_WEB_PORT: word }, '/srv')]).toEqual([word, null]);
    }
  });

  test('the mixer: a message is one line, and what it names lies in its folder', () => {
    const heard: string[] = [];
    const lines = new Lines((line) => void heard.push(line));
    const plan = (play: unknown, recording: unknown) => ({
      t: 'plan',
      plan: { call: 's1-1-1', legs: [{ leg: 's1-1-l1', port: 4000, digitType: null, hears: [], play }], recording },
    });
    const messages = [
      ...accepted(words, (file) => ToMixer.safeParse(plan({ kind: 'file', id: 'p', file, loop: false }, null))),
      ...accepted(words, (id) => ToMixer.safeParse(plan({ kind: 'tone', id, tone: 'beep' }, null))),
      ...accepted(words, (name) => ToMixer.safeParse(plan(null, { name, left: [], right: [], paused: false }))),
      ...accepted(words, (digits) => ToMixer.safeParse({ t: 'digits', leg: 's1-1-l1', id: 'd', digits })),
    ];
    for (const message of messages) {
      lines.push(Buffer.from(`${JSON.stringify(message)}\n`));
      expect(JSON.parse(heard.pop() ?? '')).toEqual(message);
      expect(heard).toEqual([]);
      if (message.t !== 'plan') continue;
      const play = message.plan.legs[0]?.play;
      for (const name of [play?.kind === 'file' ? play.file : 'x', message.plan.recording?.name ?? 'x'])
        expect(resolve(join('/sounds', `${name}.wav`))).toBe(`/sounds/${name}.wav`);
    }
    expect(
      accepted(words, (welcome) => DirectoryQueue.safeParse({ id: 'q', tenant: 't', name: 'q', groups: [], welcome })).length,
    ).toBeLessThan(words.length);
  });

  test('rtpengine: what is asked is what is read', () => {
    for (const word of words) {
      const asked = { command: 'offer', 'call-id': word, sdp: word, flags: [word] };
      const whole = Buffer.from(word, 'utf8').toString('utf8'); // half a character is none
      expect(decode(encode(asked))).toEqual({ command: 'offer', 'call-id': whole, sdp: whole, flags: [whole] });
    }
  });

  test('files: a recording lies in its folder, an upload is one name in one header', async () => {
    for (const word of words) {
      const pathOf = (): string => new Folder('/recordings').pathOf(word);
      try {
        expect(pathOf().startsWith(`/recordings${sep}`)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(BadKey);
      }
    }
    const app = new Koa();
    app.use((ctx) => {
      ctx.attachment(fileName(words[Number(ctx.path.slice(1))] ?? ''));
      ctx.body = '';
    });
    const server = app.listen(0, '127.0.0.1');
    for (const [i, word] of words.entries()) {
      const name = fileName(word);
      expect({ word, fits: !/[/\\\p{Cc}\p{Cs}\u2028-\u202e]/u.test(name) && name.length <= 360 }).toEqual({ word, fits: true });
      const { status, headers } = await supertest(server).get(`/${i}`);
      expect({
        word,
        status,
        safe: /^attachment; filename="(?:[^"\\]|\\.)*"(?:; filename\*=UTF-8''[^;\s]+)?$|^attachment; filename=[^;\s"]+$/.test(
          headers['content-disposition'] ?? '',
        ),
      }).toEqual({ word, status: 200, safe: true });
    }
    await new Promise((done) => server.close(done));
  });

  test('numbers that may be dialled are digits, stars and hashes', () => {
    for (const number of accepted(words, (word) => PhoneNumber.safeParse(word))) expect(number).toMatch(/^\+?[0-9*#]{1,32}$/);
  });
});
