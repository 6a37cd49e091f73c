import { SwitchEvent } from '@zuoxi/contracts';
import { Batches } from './batches';

const event = (seq: number) =>
  SwitchEvent.parse({ seq, at: 1, tenant: 't', fact: { type: 'station.changed', agent: 'a', registered: true } });
const silent = { info: () => undefined, warn: () => undefined };

test('one event that never fits is named and left out; its neighbours are stored in order', async () => {
  const kept: number[] = [];
  const errors: string[] = [];
  let upTo = 0;
  const done = new Promise<void>((resolve) => {
    const batches = new Batches({
      store: async (events) => {
        if (events.some(({ seq }) => seq === 7)) throw Object.assign(new Error('value too long'), { code: '22001' });
        kept.push(...events.map(({ seq }) => seq));
      },
      stored: (seq) => {
        upTo = seq;
        if (seq === 10) resolve();
      },
      log: { ...silent, error: (text) => errors.push(text) },
    });
    for (let seq = 1; seq <= 10; seq++) batches.push({ event: event(seq), upTo: seq });
  });
  await done;
  expect(kept).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10]);
  expect(upTo).toBe(10);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^event 7 of tenant t cannot be stored, left out: value too long/);
});

test('while the database is away events wait, and nothing is acknowledged', async () => {
  let away = true;
  const acknowledged: number[] = [];
  let tried = (): void => undefined;
  const attempt = new Promise<void>((resolve) => (tried = resolve));
  const batches = new Batches({
    store: async () => {
      tried();
      if (away) throw new Error('connect ECONNREFUSED');
    },
    stored: (seq) => void acknowledged.push(seq),
    log: { ...silent, error: () => undefined },
  });
  batches.push({ event: event(1), upTo: 1 });
  await attempt;
  expect([batches.length, acknowledged]).toEqual([1, []]);
  away = false;
  batches.push({ event: event(2), upTo: 2 });
  while (batches.length) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(acknowledged).toEqual([2]);
});
