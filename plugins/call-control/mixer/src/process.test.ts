import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  alaw,
  encode,
  level,
  readWav,
  RtpEndpoint,
  sine,
  timestampAhead,
  wavChannels,
  wavFile,
  type RtpPacket,
} from '@zuoxi/rtp';
import type { Plan, PlanLeg } from '@zuoxi/contracts';
import { ssrcOf } from './ssrc';
import { MixerProcess } from './testing/process';
import { call, leg } from './testing/harness';

jest.setTimeout(60_000);
const tones = { c: 440, a: 700, s: 1000 } as const;
type Name = keyof typeof tones;
const digitTypes: Readonly<Record<Name, number>> = { c: 101, a: 126, s: 96 };

let mixer: MixerProcess;
let ends: Record<Name, RtpEndpoint>;

async function given(before: readonly string[] = []): Promise<void> {
  mixer = await MixerProcess.create(before);
  await mixer.start();
  const end = async (name: Name): Promise<RtpEndpoint> => {
    const it = await RtpEndpoint.bind('127.0.0.1', { digitType: digitTypes[name] });
    it.remote('127.0.0.1', mixer.rtpPort);
    void it.play({ hz: tones[name] });
    return it;
  };
  ends = { c: await end('c'), a: await end('a'), s: await end('s') };
}
afterEach(async () => {
  await Promise.all(Object.values(ends).map((e) => e.close()));
  await mixer.remove();
});

type Seats = Partial<Record<Name, { hears?: readonly Name[]; play?: PlanLeg['play'] }>>;
const names = (seats: Seats): Name[] => (['c', 'a', 's'] as const).filter((n) => seats[n]);
const plan = (seats: Seats, recording: Plan['recording'] = null): Plan => ({
  call: call('c1'),
  legs: names(seats).map((n) => ({
    leg: leg(n),
    port: ends[n].port,
    digitType: digitTypes[n],
    hears: (seats[n]?.hears ?? []).map(leg),
    play: seats[n]?.play ?? null,
  })),
  recording,
});
const hears = (name: Name): string =>
  (['c', 'a', 's'] as const).filter((n) => level(ends[name].heard(160), tones[n]) > 3000).join('');
const all = (expected: Partial<Record<Name, string>>) => (): boolean =>
  (['c', 'a', 's'] as const).every((n) => expected[n] === undefined || hears(n) === expected[n]);
const recording = (paused = false): NonNullable<Plan['recording']> => ({
  name: 'demo/x',
  left: [leg('c')],
  right: [leg('a'), leg('s')],
  paused,
});
const segment = (n: number): string => join(mixer.instance.paths.recordings, `demo/x.${n}.wav`);
const talk: Seats = { c: { hears: ['a'] }, a: { hears: ['c'] } };

describe('the mixer process', () => {
  it('a call: talk, hold with music, listen, whisper, barge, mute, consult and back', async () => {
    await given();
    const music = join(mixer.instance.paths.sounds, 'music/hold.wav');
    mkdirSync(dirname(music));
    writeFileSync(music, wavFile({ format: 'alaw', channels: 1, rate: 8000 }, encode(alaw, sine(1600, 1000))));
    mixer.seat(plan(talk));
    await mixer.until(all({ c: 'a', a: 'c', s: '' }));
    mixer.seat(plan({ c: { play: { kind: 'file', id: 'm1', file: 'music/hold', loop: true } }, a: {} }));
    await mixer.until(() => hears('c') === '' && level(ends.c.heard(160), 1600) > 6000 && hears('a') === '');
    mixer.seat(plan({ ...talk, s: { hears: ['a', 'c'] } }));
    await mixer.until(all({ c: 'a', a: 'c', s: 'ca' }));
    mixer.seat(plan({ c: { hears: ['a'] }, a: { hears: ['c', 's'] }, s: { hears: ['a', 'c'] } }));
    await mixer.until(all({ c: 'a', a: 'cs', s: 'ca' }));
    mixer.seat(plan({ c: { hears: ['a', 's'] }, a: { hears: ['c', 's'] }, s: { hears: ['a', 'c'] } }));
    await mixer.until(all({ c: 'as', a: 'cs', s: 'ca' }));
    mixer.seat(plan({ c: {}, a: { hears: ['c'] } }));
    await mixer.until(all({ c: '', a: 'c' }));
    mixer.seat(plan({ c: {}, a: { hears: ['s'] }, s: { hears: ['a'] } }));
    await mixer.until(all({ c: '', a: 's', s: 'a' }));
    mixer.seat(plan(talk));
    await mixer.until(all({ c: 'a', a: 'c' }));
    for (const [name, end] of Object.entries(ends)) expect([...end.ssrcs]).toEqual([ssrcOf(name)]);
  });

  it('keys go both ways, each leg with its own payload type', async () => {
    await given();
    mixer.seat(plan(talk));
    await mixer.until(all({ c: 'a', a: 'c' }));
    await Promise.all([ends.c.sendDigits('1199'), ends.a.sendDigits('*0#')]);
    const got = (name: string): string =>
      mixer
        .told('digit')
        .filter((d) => d.leg === name)
        .map((d) => d.digit)
        .join('');
    await mixer.until(() => got('c') === '1199' && got('a') === '*0#');
    const heard = { c: '', a: '' };
    for (const n of ['c', 'a'] as const) ends[n].onDigit(({ digit }) => (heard[n] += digit));
    mixer.say({ t: 'digits', leg: 'a', id: 'd1', digits: '55#' });
    mixer.say({ t: 'digits', leg: 'c', id: 'd2', digits: 'A7' });
    await mixer.until(() => mixer.told('digits.sent').length === 2);
    await mixer.until(() => heard.a === '55#' && heard.c === 'A7');
  });

  it('a plan before the peer speaks and a peer that speaks before its plan', async () => {
    await given();
    ends.a.mute();
    mixer.seat(plan({ c: { hears: ['a'] }, a: { hears: ['c'] } }));
    await mixer.until(all({ a: 'c' }));
    ends.a.remote('127.0.0.1', mixer.rtpPort);
    await mixer.until(all({ c: 'a' }));
    mixer.seat(plan({ c: { hears: ['a', 's'] }, a: { hears: ['c'] }, s: {} }));
    await mixer.until(all({ c: 'as' }));
  });

  it('killed in the middle of a recorded call, the next process goes on in the same stream, in the next segment', async () => {
    await given();
    mixer.seat(plan(talk));
    await mixer.until(all({ c: 'a', a: 'c' })); // or the recording begins with the silence before the first packet
    mixer.seat(plan(talk, recording()));
    await mixer.until(() => mixer.told('segment.started').length === 1 && readWav(readFileSync(segment(1))).data.length > 32_000);
    await mixer.stop('SIGKILL');
    const torn = wavChannels(readWav(readFileSync(segment(1))));
    expect(torn.map((side) => level(side.subarray(4000), 440) > 6000)).toEqual([true, false]);
    const packets: RtpPacket[] = [];
    let last: RtpPacket | undefined;
    ends.c.onPacket((p) => (last ??= p) && packets.push(p));
    const before = { ssrcs: [...ends.c.ssrcs], lost: ends.c.meter.lost };
    await mixer.start();
    mixer.seat(plan(talk, recording()));
    await mixer.until(() => packets.length > 20 && all({ c: 'a', a: 'c' })());
    expect([...ends.c.ssrcs]).toEqual(before.ssrcs);
    for (let i = 1; i < packets.length; i++) {
      const [p, q] = [packets[i - 1]!, packets[i]!];
      expect(timestampAhead(p.timestamp, q.timestamp)).toBe(160 * ((q.sequence - p.sequence + 65536) % 65536));
    }
    await mixer.until(() => mixer.told('segment.started').length === 2);
    expect(new Set(mixer.told('hello').map((h) => h.epoch)).size).toBe(2);
    await mixer.until(() => readWav(readFileSync(segment(2))).data.length > 16_000);
    expect(await mixer.stop()).toBe(0);
    const second = wavChannels(readWav(readFileSync(segment(2))));
    expect(second.map((side) => level(side.subarray(4000), 700) > 6000)).toEqual([false, true]);
  });

  it('a paused recording writes nothing; stopping ends the segment', async () => {
    await given();
    mixer.seat(plan(talk, recording()));
    await mixer.until(() => mixer.told('segment.started').length === 1);
    mixer.seat(plan(talk, recording(true)));
    await mixer.until(all({ c: 'a', a: 'c' }));
    mixer.seat(plan(talk));
    await mixer.until(() => mixer.told('segment.ended').length === 1);
    const { durationMs, file } = mixer.told('segment.ended')[0]!;
    expect(file).toBe('demo/x.1.wav');
    expect(readWav(readFileSync(segment(1))).data.length).toBe(durationMs * 16);
  });

  it('bad lines and strangers disturb nobody', async () => {
    await given();
    mixer.seat(plan(talk));
    await mixer.until(all({ c: 'a', a: 'c' }));
    for (const line of ['', 'rubbish', '{}', '[1,2', '{"t":"plan","plan":null}', '\u0000']) mixer.say(line);
    const stranger = await RtpEndpoint.bind('127.0.0.2');
    stranger.remote('127.0.0.1', mixer.rtpPort);
    void stranger.play({ hz: 2000 });
    await mixer.until(() => stranger.packetsOut > 20 && mixer.output.includes('refused'));
    await stranger.close();
    await mixer.until(all({ c: 'a', a: 'c' }));
    expect(level(ends.c.heard(400), 2000)).toBeLessThan(200);
    mixer.say({ t: 'query', id: 5 });
    await mixer.until(() => mixer.told('meters').some((m) => m.id === 5 && m.legs.length === 2));
  });

  it('a new switch takes over: nothing ends, and it hears what happens', async () => {
    await given();
    mixer.seat(plan(talk));
    await mixer.until(all({ c: 'a', a: 'c' }));
    await mixer.connect(); // without a word to the first, which stays open and is the one that commands
    mixer.seat(plan(talk)); // now this one commands
    await ends.c.sendDigits('8');
    await mixer.until(() => mixer.told('digit').length === 1);
    await mixer.until(all({ c: 'a', a: 'c' }));
  });

  it('a full disk ends the recording, not the call', async () => {
    // a file may grow to 32 kB, which is two seconds; what comes after fails as on a full disk
    await given(['/bin/sh', '-c', `trap '' XFSZ; ulimit -f 64; exec "$@"`, 'sh']);
    mixer.seat(plan(talk, recording()));
    await mixer.until(() => mixer.told('recording.failed').length > 0);
    expect(mixer.told('recording.failed')).toEqual([
      { t: 'recording.failed', call: 'c1', why: expect.stringMatching(/EFBIG|ENOSPC/) as string },
    ]);
    await mixer.until(all({ c: 'a', a: 'c' }));
    expect(readWav(readFileSync(segment(1))).data.length).toBeGreaterThan(8000);
  });

  it('a taken port is said clearly', async () => {
    await given();
    const { data, ports } = mixer.instance;
    const env = { PATH: process.env.PATH, ZUOXI_DATA: data, ZUOXI_PORT_BASE: String(ports.postgres), ZUOXI_ROOT: '/' };
    const said = await new Promise<string>((resolve) =>
      execFile(process.execPath, [join(__dirname, '../dist/main.js')], { env }, (_error, stdout) => resolve(stdout)),
    );
    expect(said).toContain('EADDRINUSE');
  });
});
