import { actions, type AgentView as View } from '@zuoxi/contracts';
import { Runner } from './runner';
import type { Run } from './run';
import { idle, storeOf, talking } from './support';

const campaign = {
  id: 'c1',
  name: '回访',
  dialModes: ['progressive' as const],
  countdownSeconds: 15,
  extensionSeconds: 30,
  fetchCount: 0,
  mayAdd: false,
  script: null,
  results: [],
  counts: { unprocessed: 3, followUp: 0, failed: 0, success: 0 },
};

class Refused extends Error {}

const onBreak: View = { ...idle, intent: { kind: 'notReady', reason: 'break' } };

/** A run over a switch and a record plane made of stores; customers are handed out in turn. */
function given({ customers, view = idle }: { customers: string[]; view?: View }) {
  const state = storeOf({ up: true, view });
  const run = storeOf<Run | null>(null);
  const opened: string[] = [];
  const dials: { customer: string; answer: (error?: Error) => Promise<void> }[] = [];
  const runner = new Runner({
    live: { state, whyNoCall: () => actions['call.callBack'](state.get().view) },
    failureOf: (error) => (error instanceof Refused ? { key: error.message, issues: [] } : null),
    campaigns: { next: async () => customers.shift() ?? null },
    dialer: {
      dial: (customer) =>
        new Promise((resolve, reject) =>
          dials.push({
            customer,
            answer: async (error) => {
              if (error) reject(error);
              else resolve();
              await settle();
            },
          }),
        ),
    },
    run,
    open: (_, customer) => opened.push(customer),
    clock: () => Date.now(),
  });
  const shows = async (next: View): Promise<void> => {
    state.set({ up: true, view: next });
    await settle();
  };
  runner.begin();
  return { runner, run, opened, dials, shows, step: () => run.get()?.step.kind };
}

const settle = async (): Promise<void> => void (await jest.advanceTimersByTimeAsync(0));
/** Dialled, answered, hung up. */
async function oneCall({ dials, shows }: ReturnType<typeof given>): Promise<void> {
  await settle();
  await shows(talking);
  await dials.at(-1)?.answer();
  await shows(idle);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('CMP-09 CMP-13 calls the next customer, opens the card, counts down after the call, and calls the next', async () => {
  const all = given({ customers: ['x1', 'x2'] });
  all.runner.start(campaign);
  await oneCall(all);
  expect(all.opened).toEqual(['x1']);
  expect(all.step()).toBe('countdown');
  all.runner.written('x1');
  await jest.advanceTimersByTimeAsync(14_999);
  expect(all.dials).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(all.dials.map(({ customer }) => customer)).toEqual(['x1', 'x2']);
  expect(all.step()).toBe('calling');
});

test('CMP-12 the agent takes more time, as often as wanted, or none', async () => {
  const all = given({ customers: ['x1', 'x2', 'x3'] });
  all.runner.start(campaign);
  await oneCall(all);
  all.runner.written('x1');
  all.runner.extend();
  all.runner.extend();
  await jest.advanceTimersByTimeAsync(74_999);
  expect(all.dials).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1);
  await oneCall(all);
  all.runner.written('x2');
  all.runner.next();
  await settle();
  expect(all.dials.at(-1)?.customer).toBe('x3');
});

test('CMP-16 nobody else is called before it is written down what became of the call', async () => {
  const all = given({ customers: ['x1', 'x2'] });
  all.runner.start(campaign);
  await oneCall(all);
  all.runner.next();
  await settle();
  expect(all.step()).toBe('countdown');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(all.step()).toBe('unwritten');
  all.runner.written('somebody else');
  expect(all.step()).toBe('unwritten');
  all.runner.written('x1');
  await settle();
  expect(all.dials.at(-1)?.customer).toBe('x2');
});

test('what is written while they still talk counts', async () => {
  const all = given({ customers: ['x1', 'x2'] });
  all.runner.start(campaign);
  await settle();
  await all.shows(talking);
  await all.dials[0]?.answer();
  all.runner.written('x1');
  await all.shows(idle);
  await jest.advanceTimersByTimeAsync(15_000);
  expect(all.dials).toHaveLength(2);
});

test('a break stops the dialling, and its end lets it go on', async () => {
  const all = given({ customers: ['x1', 'x2'] });
  all.runner.start(campaign);
  await oneCall(all);
  all.runner.written('x1');
  await all.shows(onBreak);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(all.step()).toBe('waiting');
  expect(all.dials).toHaveLength(1);
  await all.shows(idle);
  expect(all.dials).toHaveLength(2);
});

test('a call that fails halts the run, says why, and is not counted; a person goes on', async () => {
  const all = given({ customers: ['x1', 'x2'] });
  all.runner.start(campaign);
  await settle();
  await all.dials[0]?.answer(new Refused('error.numberInvalid'));
  expect(all.run.get()).toMatchObject({ dialled: 0, step: { kind: 'halted', code: 'error.numberInvalid' } });
  all.runner.next();
  await settle();
  expect(all.dials.at(-1)?.customer).toBe('x2');
});

test('CMP-11 counts the calls and the time until nobody is left', async () => {
  const all = given({ customers: ['x1'] });
  const from = Date.now();
  all.runner.start(campaign);
  await oneCall(all);
  all.runner.written('x1');
  await jest.advanceTimersByTimeAsync(15_000);
  expect(all.run.get()).toMatchObject({ dialled: 1, step: { kind: 'finished' }, startedAt: from, endedAt: from + 15_000 });
});

test('a run that is stopped while the next one is being chosen calls nobody', async () => {
  const all = given({ customers: ['x1'] });
  all.runner.start(campaign);
  all.runner.stop();
  await settle();
  expect(all.dials).toHaveLength(0);
  expect(all.run.get()).toBeNull();
});
