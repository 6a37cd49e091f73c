import { runErrand, type Errand, type News } from './customer';
import { Phone, type PhoneOptions } from './phone';

let shop: Phone;
const given = async (habit: NonNullable<PhoneOptions['habit']>): Promise<Phone> =>
  (shop = await Phone.open({ host: '127.0.0.1', user: 'shop', habit }));
afterEach(() => shop.close());

const run = async (more: Partial<Errand> = {}): Promise<{ told: News[]; outcome: Awaited<ReturnType<typeof runErrand>> }> => {
  const told: News[] = [];
  const errand = { server: shop.address, host: '127.0.0.1', from: '13800138000', to: '4008000001', seconds: 2, says: [] };
  const outcome = await runErrand({ ...errand, tell: (news) => told.push(news), ...more });
  return { told, outcome };
};
const kinds = (told: readonly News[]): string[] => told.map((n) => (n.kind === 'heard' ? `hears ${n.heard.kind}` : n.kind));

describe('a customer who calls in', () => {
  it('tells what happens and what it hears, and hangs up when its time is over', async () => {
    await given(() => ({ kind: 'answer', ringMs: 100, says: [{ kind: 'tone', hz: 1000 }] }));
    const { told, outcome } = await run();
    expect(kinds(told)).toEqual(['calling', 'ringing', 'answered', 'hears tone', 'hangingUp']);
    expect(outcome.end).toMatchObject({ by: 'us', cause: 'hangup', answered: true });
    expect(outcome.heard.get('tone 1000 Hz')).toBeGreaterThan(1000);
  });

  it('learns why it was not answered', async () => {
    await given(() => ({ kind: 'reject', status: 486, ringMs: 0 }));
    const { told, outcome } = await run();
    expect(kinds(told)).toEqual(['calling']);
    expect(outcome.end).toMatchObject({ by: 'them', cause: 'busy', answered: false });
  });

  it('calls the number it was told to, as the number it was told', async () => {
    let seen = '';
    await given(({ uri, from }) => {
      seen = `${from} ${uri}`;
      return { kind: 'reject', status: 404, ringMs: 0 };
    });
    await run({ from: '+8613900000001', to: '4008000008' });
    expect(seen).toMatch(/\+8613900000001.* sip:4008000008@/);
  });

  it('hangs up at once when it is asked to', async () => {
    await given(() => ({ kind: 'never' }));
    const stop = new AbortController();
    const { outcome } = await run({ signal: stop.signal, tell: ({ kind }) => kind === 'ringing' && stop.abort() });
    expect(outcome.end).toMatchObject({ by: 'us', cause: 'cancelled' });
  });
});
