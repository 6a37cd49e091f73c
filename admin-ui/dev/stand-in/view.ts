import { AgentView, CallView, QueueView, type SipCredentials } from '@zuoxi/contracts';
import { z } from 'zod';

/** An agent at rest, and a call to put into their hands. Parsed, so that the stand-in cannot say what the contracts do not know. */
export function restingView(now: number): AgentView {
  return AgentView.parse({
    agent: { id: 'a1', number: '1001', name: '李雷', groups: ['售后组', '售前组'] },
    tenant: { id: 't1', code: 'demo', name: '示例企业' },
    reasons: [
      { code: 'break', label: { zh: '小休', en: 'Break' }, colour: 'yellow' },
      { code: 'busy', label: { zh: '示忙', en: 'Busy' }, colour: 'yellow' },
      { code: 'away', label: { zh: '离开', en: 'Away' }, colour: 'blue', mayDial: false },
    ],
    intent: { kind: 'ready' },
    activity: { kind: 'idle' },
    since: now,
    signedInAt: now,
    microphone: true,
    station: { registered: true, peer: 'browser', latencyMs: 23 },
    mayDial: true,
    mayHangUpInbound: true,
    call: null,
    flows: [{ id: 'f1', name: '产品介绍' }],
    mobile: { bound: false, answering: false, dialing: false },
  });
}

export const someQueues = (now: number): QueueView[] =>
  z.array(QueueView).parse([
    { id: 'q1', name: '售前', waiting: 0, oldest: null },
    { id: 'q2', name: '售后', waiting: 3, oldest: now - 48_000 },
  ]);

export function someCall(now: number, change: Partial<CallView> = {}): CallView {
  return {
    ...CallView.parse({
      id: 's1-1-7',
      direction: 'inbound',
      phase: 'offered',
      number: '138****8000',
      dnis: '4008001234',
      queue: { id: 'q2', name: '售后' },
      startedAt: now - 21_000,
      answeredAt: null,
      heldAt: null,
      waitedMs: 18_000,
      muted: false,
      recording: 'on',
      parties: [
        { leg: 'l1', kind: 'customer', name: '138****8000', state: 'answered' },
        { leg: 'l2', kind: 'agent', name: '李雷', state: 'ringing' },
      ],
      ending: null,
    }),
    ...change,
  };
}

export const someCredentials = (now: number): SipCredentials => ({
  user: restingView(now).agent.id,
  username: `${Math.floor(now / 1000) + 3600}:a1`,
  password: 'stand-in',
  until: now + 3_600_000,
});
