import { sine, tone } from '@zuoxi/rtp';
import { Hearing, stepMs, summary, type SoundSpan } from './hearing';
import { melody } from './melody';
import { readSound } from './read-sound';
import { speak } from './speech';

const silence = (ms: number): Int16Array => new Int16Array(ms * 8);
const tune = (ms: number): Int16Array => Int16Array.from({ length: ms * 8 }, (_, i) => 8000 * melody(i / 8000));
const repeated = (samples: Int16Array, times: number): Int16Array[] => Array.from({ length: times }, () => samples);
/** Faint noise, as every line has it. */
const noise = (samples: Int16Array): Int16Array => samples.map((s, i) => s + ((i * 7919) % 41) - 20);

/** Hears the parts one after the other, in virtual time. */
function heard(...parts: readonly Int16Array[]): SoundSpan[] {
  const all = Int16Array.from(parts.flatMap((p) => [...p]));
  let now = 0;
  const hearing = new Hearing((ms) => {
    const end = now * 8;
    const out = new Int16Array(ms * 8);
    out.set(all.subarray(Math.max(0, end - ms * 8), end), Math.max(0, ms * 8 - end));
    return out;
  });
  for (now = stepMs; now * 8 <= all.length; now += stepMs) hearing.step(now);
  return hearing.timeline;
}
const kinds = (timeline: readonly SoundSpan[]): string[] => timeline.map((h) => h.kind);

describe('what a phone hears', () => {
  it('a tone between two silences: when, how long, which', () => {
    const timeline = heard(silence(1000), sine(1000, 2000), silence(2000));
    expect(kinds(timeline)).toEqual(['silence', 'tone', 'silence']);
    const [, it] = timeline;
    expect(it?.hz).toBeCloseTo(1000, -1);
    expect(Math.abs((it?.at ?? 0) - 1000)).toBeLessThan(200);
    expect(Math.abs((it?.ms ?? 0) - 2000)).toBeLessThan(250);
  });

  it('one tone after another', () => {
    const timeline = heard(sine(440, 2000), sine(1000, 2000));
    expect(timeline.filter((h) => h.kind === 'tone').map((h) => Math.round((h.hz ?? 0) / 10) * 10)).toEqual([440, 1000]);
  });

  it('ringback is one stretch, pauses included', () => {
    const timeline = heard(...repeated(tone('ringback').samples, 3));
    expect(kinds(timeline)).toEqual(['silence', 'ringback']);
  });

  it.each(['busy', 'congestion'] as const)('%s is one stretch and ends', (name) => {
    const timeline = heard(silence(500), ...repeated(tone(name).samples, 8), silence(2000));
    expect(kinds(timeline)).toEqual(['silence', name, 'silence']);
  });

  it('450 Hz that stays is a tone', () => {
    expect(kinds(heard(sine(450, 4000)))).toEqual(['silence', 'tone']);
  });

  it('ringback, then somebody answers with music', () => {
    const timeline = heard(...repeated(tone('ringback').samples, 2), tune(5000));
    expect(kinds(timeline)).toEqual(['silence', 'ringback', 'music']);
  });

  it('music stays music through its rests', () => {
    expect(kinds(heard(noise(tune(9_000))))).toEqual(['silence', 'music']);
  });

  it('speech is told from music, and stays one stretch through the pauses between words', async () => {
    const spoken = await speak('您好，欢迎致电。请稍候，正在为您转接人工客服。', 'zh');
    if (!spoken) return; // no synthesizer here
    const timeline = heard(silence(500), readSound(spoken), silence(2000));
    expect(kinds(timeline)).toEqual(['silence', 'speech', 'silence']);
  });

  it('faint noise is silence', () => {
    expect(kinds(heard(noise(silence(3000))))).toEqual(['silence']);
  });

  it('sums up', () => {
    const timeline = heard(silence(1000), sine(440, 2000), silence(1000), sine(440, 1000));
    const [quiet, a440] = [summary(timeline).get('silence') ?? 0, summary(timeline).get('tone 440 Hz') ?? 0];
    expect(Math.abs(quiet - 2000)).toBeLessThan(400);
    expect(Math.abs(a440 - 3000)).toBeLessThan(400);
  });
});

describe('waiting for a sound', () => {
  const playing = (samples: Int16Array): { hearing: Hearing; step: () => void } => {
    let now = 0;
    const hearing = new Hearing((ms) => Int16Array.from({ length: ms * 8 }, (_, i) => samples[now * 8 - ms * 8 + i] ?? 0));
    return { hearing, step: () => hearing.step((now += stepMs)) };
  };

  it('is over as soon as it is heard, also when it was before', async () => {
    const { hearing, step } = playing(sine(440, 1000));
    const soon = hearing.until((h) => h.kind === 'tone', 10_000);
    for (let i = 0; i < 8; i++) step();
    expect((await soon)?.hz).toBeCloseTo(440, -1);
    expect(await hearing.until((h) => h.kind === 'tone', 10_000)).not.toBeNull();
  });

  it('is over when the call is', async () => {
    const { hearing } = playing(new Int16Array(0));
    const never = hearing.until((h) => h.kind === 'tone', 60_000);
    hearing.end();
    expect(await never).toBeNull();
  });
});
