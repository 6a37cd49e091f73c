/** What tenants wrote into hosts, numbers and names, on its way to the link that the edge trusts. */
import { CallId, LegId } from '@zuoxi/contracts';
import { agent, leg, sdp, sourceTrunk, SipHarness, theirCall, trunk } from './harness';

const callId = CallId.parse('s1-1-2');
const probe = LegId.parse('s1-1-probe');
const once = { ended: 1, released: 1 };
let stage: SipHarness;
beforeEach(async () => {
  stage = await new SipHarness().open();
});
afterEach(() => stage.close());

describe('we call over a trunk that has a name', () => {
  const named = (host: string, number = '13800138000') =>
    ({ ...trunk, number, trunk: { ...(trunk.kind === 'trunk' && trunk.trunk), host } }) as typeof trunk;

  test('the request URI keeps the name, the edge is told the address', async () => {
    stage.addressOf = async () => '192.0.2.1';
    stage.dial(named('sip.carrier.example'));
    const invite = await stage.edge.wait('INVITE');
    expect(invite.text).toMatch(/^INVITE sip:13800138000@sip.carrier.example:5070 SIP/);
    expect(invite.header('X-Zuoxi-Next-Hop')).toBe('192.0.2.1');
  });

  test('a name server that is silent keeps nobody but the one who waits for it', async () => {
    stage.addressOf = () => new Promise(() => undefined);
    stage.dial(named('slow.example'));
    stage.adapter.perform({ do: 'leg.dial', call: callId, leg: probe, to: agent, caller: { number: '1', name: '' } });
    await stage.edge.until((m) => m.header('X-Zuoxi-Call').includes(probe));
    expect(stage.edge.got).toHaveLength(1);
    stage.end(leg, { cause: 'cancelled', owner: 'agent' });
    expect(stage.endings(leg)).toEqual(once);
  });

  test('a name that nobody knows ends the leg as our fault, with a line in the log, and the next call goes its way', async () => {
    stage.dial(named('lost.example'));
    await expect(stage.until('leg.ended')).resolves.toEqual({
      on: 'leg.ended',
      leg,
      ending: { cause: 'lineError', owner: 'system' },
    });
    expect(stage.endings(leg)).toEqual(once);
    expect(stage.logged.join('')).toMatch(/lost\.example has no address.*a call cannot leave/);
    expect(stage.edge.got).toEqual([]);
    stage.dial();
    await stage.edge.wait('INVITE');
  });
});

/** The attack that was: a tenant's trunk wrote a second INVITE onto the link that the edge trusts. */
describe('what people wrote puts one message on the link, or none', () => {
  const forged =
    '127.0.0.2\r\nContent-Length: 0\r\n\r\nINVITE sip:a2@zuoxi SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bKevil\r\nX-Zuoxi-Call: s1-1-9;leg=s1-1-l9;answer=auto\r\nX: ';
  const to = (more: object) =>
    ({ ...trunk, ...more, trunk: { ...(trunk.kind === 'trunk' && trunk.trunk), ...more } }) as typeof trunk;
  const caller = { number: '13900139000', name: '王五' };
  const hostile = [forged, 'h\nX: 1', 'h\r', 'h ', 'h\0', 'h\u2028x', 'a@b>', '"', '%0d%0aX: 1', '../../x', 'x'.repeat(5000)];

  test.each([
    ['host', (text: string) => [to({ host: text }), caller]],
    ['number', (text: string) => [to({ number: text }), caller]],
    ['caller number', (text: string) => [trunk, { ...caller, number: text }]],
    ['caller name', (text: string) => [agent, { ...caller, name: text }]],
    ['agent', (text: string) => [{ ...agent, agent: text }, caller]],
  ] as [string, (text: string) => [typeof agent, typeof caller]][])('the %s of a call', async (_field, dial) => {
    stage.addressOf = async () => '192.0.2.1';
    for (const text of hostile) {
      stage.dial(...dial(text));
      // the call after it shows that everything before was written
      stage.adapter.perform({ do: 'leg.dial', call: callId, leg: probe, to: agent, caller });
      const after = await stage.edge.until((m) => m.header('X-Zuoxi-Call').includes(probe));
      const written = stage.edge.got.filter((m) => m !== after);
      expect(written.length).toBeLessThanOrEqual(1);
      for (const one of written) {
        expect(one.title).toBe('INVITE');
        expect(one.text.split('\r\n')[0]).toMatch(/^INVITE \S+ SIP\/2\.0$/);
        expect(one.text).not.toMatch(/^X: |^X-Zuoxi-Call: s1-1-9|[^\r]\n|\r[^\n]/m);
      }
      if (written.length === 0)
        expect(stage.posted).toContainEqual({ on: 'leg.ended', leg, ending: { cause: 'lineError', owner: 'system' } });
      await stage.close();
      stage = await new SipHarness().open();
      stage.addressOf = async () => '192.0.2.1';
    }
  });
});

test('a caller whose number holds an escaped NUL or line break has one without', async () => {
  const from = theirCall.replace('13900139000@', '%00139%0d%0a0013%E2%80%A89000@');
  await stage.edge.request(stage.switchPort, 'INVITE', `${from}CSeq: 1 INVITE\r\n${sourceTrunk}`, sdp(5000));
  await expect(stage.until('leg.invited')).resolves.toMatchObject({ ani: '13900139000', dnis: '10086' });
});

test('a refused call leaves the last digits of its numbers in the log, and no more', async () => {
  await stage.invite('');
  await stage.edge.wait('403 INVITE');
  const [line = ''] = stage.logged;
  expect(JSON.parse(line)).toMatchObject({ ani: '…9000', dnis: '…0086', msg: 'refused a call of nobody we know' });
  expect(stage.logged.join('')).not.toContain('13900139000');
});
