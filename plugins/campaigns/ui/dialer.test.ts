import { CallId, CallView, type CallView as Call } from '@zuoxi/contracts';
import { bodyOf, missing } from './contact';
import { Dialer, type Dialled } from './dialer';
import { idle, storeOf, talking } from './support';

const call = (id: string, more: Partial<Call> = {}): Call => ({
  ...CallView.parse({
    id,
    direction: 'outbound',
    phase: 'dialing',
    number: '138****0001',
    dnis: '4008000001',
    queue: null,
    startedAt: 0,
    answeredAt: null,
    heldAt: null,
    waitedMs: 0,
    muted: false,
    recording: 'off',
    parties: [],
    ending: null,
  }),
  ...more,
});

const about = (id: string): Partial<Call> => ({ subject: { type: 'campaign-customer', id } });

/** The host calls whom it is asked for; what was asked is written down. */
function given() {
  const state = storeOf({ up: true, view: idle });
  const last = storeOf<Dialled | null>(null);
  const asked: string[] = [];
  const shows = (id: string, more?: Partial<Call>): void => state.set({ up: true, view: { ...talking, call: call(id, more) } });
  const dialer = new Dialer({
    live: {
      state,
      async callRow({ type, id, field }, first) {
        asked.push(`${type} ${id} ${field}`);
        await first?.();
        shows('s1-1-7', about('x1'));
        return { id: CallId.parse('s1-1-7'), number: '138****0001' };
      },
    },
    campaigns: { dialled: async (id) => void asked.push(`dialled ${id}`) },
    last,
  });
  dialer.follow();
  return { dialer, last, asked, shows };
}
const done = { status: 'success' as const, result: null, remark: ' 好 ', followUpAt: '' };

test('CMP-07 a customer is called without the number being known, and the contact record names the call', async () => {
  const { dialer, last, asked } = given();
  await dialer.dial('x1');
  expect(asked).toEqual(['campaign-customer x1 number', 'dialled x1']);
  expect(bodyOf(done, last.get(), 'x1')).toMatchObject({ remark: '好', call: 's1-1-7' });
  expect(bodyOf(done, last.get(), 'x2')).toMatchObject({ call: null });
});

test('ACW-14 dialled again by the call bar, the contact record is about the newest call; another number’s is none of it', async () => {
  const { dialer, last, shows } = given();
  await dialer.dial('x1');
  shows('s1-1-8'); // the same number with its stars, and about nobody
  shows('s1-1-9', { direction: 'inbound' });
  expect(last.get()?.call).toBe('s1-1-7');
  shows('s1-1-10', about('x1'));
  expect(bodyOf(done, last.get(), 'x1').call).toBe(CallId.parse('s1-1-10'));
});

test('CMP-16 CMP-17 a record needs its status, a result where the status has some, and a future for the next call', () => {
  const results = [{ id: 'r1', name: '考虑中', status: 'followUp' as const }];
  const now = Date.parse('2026-11-21T10:00');
  const draft = { status: 'followUp' as const, result: 'r1', remark: '', followUpAt: '' };
  expect(missing({ ...draft, status: null }, results, now)).toBe('status');
  expect(missing({ ...draft, result: null }, results, now)).toBe('result');
  expect(missing({ ...draft, result: null, status: 'failed' }, results, now)).toBeNull();
  expect(missing({ ...draft, followUpAt: '2026-11-21T09:59' }, results, now)).toBe('future');
  expect(missing({ ...draft, followUpAt: '2026-11-21T10:01' }, results, now)).toBeNull();
});
