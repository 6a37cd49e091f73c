/** A small life for looking at screens: the buttons work, a call can be made to ring with `POST /stand-in/ring`. */
import { actions, type Activity, type AgentView, type CallView, type Command, type CommandType } from '@zuoxi/contracts';
import type { StandInLive } from './live';
import { someCall } from './view';

const now = (): number => Date.now();

export class Story {
  /** told when a call is over */
  ended: (call: CallView) => void = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly live: StandInLive) {
    live.decide = (command, view) => {
      const no = actions[command.type](view);
      if (no) return no;
      setTimeout(() => this.acts[command.type]?.(command), 150);
      return null;
    };
  }

  get callId(): string {
    return this.live.view.call?.id ?? '';
  }

  ring(): void {
    const call = someCall(now(), { id: `s1-1-${now()}` as CallView['id'] });
    this.activity({ kind: 'offered', call: call.id, leg: 'l2' as never, until: now() + 30_000 }, call);
    this.live.tell({ type: 'call.queued', call: call.id, queue: 'q2' as never });
    this.live.tell({
      type: 'call.offered',
      call: call.id,
      leg: 'l2' as never,
      agent: this.live.view.agent.id,
      until: now() + 30_000,
    });
  }

  answered(): void {
    const call = this.call({
      phase: 'talking',
      answeredAt: now(),
      parties: someCall(now()).parties.map((p) => ({ ...p, state: 'answered' })),
    });
    if (call) this.activity({ kind: 'talking', call: call.id, leg: 'l2' as never }, call);
  }

  private readonly acts: Partial<Record<CommandType, (command: Command) => void>> = {
    'agent.ready': () => this.intent({ kind: 'ready' }),
    'agent.notReady': (c) => c.type === 'agent.notReady' && this.intent({ kind: 'notReady', reason: c.reason }),
    'agent.signOut': () => this.intent({ kind: 'signedOut' }),
    'wrapUp.freeze': () => this.wrapUp(null),
    'wrapUp.finish': () => this.activity({ kind: 'idle' }, this.live.view.call),
    'call.dial': () => this.dial(),
    'call.redial': () => this.dial(),
    'call.callBack': () => this.dial(),
    'call.hangup': () => this.end(),
    'call.hold': () => this.show({ phase: 'held', heldAt: now() }),
    'call.resume': () => this.show({ phase: 'talking', heldAt: null }),
    'call.mute': () => this.show({ muted: true }),
    'call.unmute': () => this.show({ muted: false }),
    'flow.start': () => this.show({ phase: 'flow', flow: { name: '产品介绍', step: '开场', pressed: [], running: true } }),
    'flow.stop': () => {
      const { call } = this.live.view;
      this.show({ phase: 'talking', flow: call?.flow ? { ...call.flow, running: false } : null });
    },
    'recording.pause': () => this.show({ recording: 'paused' }),
    'recording.resume': () => this.show({ recording: 'on' }),
  };

  private dial(): void {
    const call = someCall(now(), {
      id: `s1-1-${now()}` as CallView['id'],
      direction: 'outbound',
      phase: 'dialing',
      queue: null,
      waitedMs: 0,
      startedAt: now(),
    });
    this.activity({ kind: 'talking', call: call.id, leg: 'l2' as never }, call);
    setTimeout(() => this.live.view.call?.phase === 'dialing' && this.answered(), 2500);
  }

  private end(): void {
    if (this.live.view.activity.kind === 'offered') return this.activity({ kind: 'idle' }, null);
    this.show({ phase: 'ended', ending: { cause: 'hangup', owner: 'agent' } });
    if (this.live.view.call) this.ended(this.live.view.call);
    this.wrapUp(now() + 15_000);
  }

  private wrapUp(until: number | null): void {
    clearTimeout(this.timer);
    const { call } = this.live.view;
    if (!call) return;
    this.activity({ kind: 'wrapUp', call: call.id, until }, call);
    if (until !== null) this.timer = setTimeout(() => this.activity({ kind: 'idle' }, call), until - now());
  }

  private intent(intent: AgentView['intent']): void {
    this.live.show({
      intent,
      since: now(),
      signedInAt: intent.kind === 'signedOut' ? null : (this.live.view.signedInAt ?? now()),
    });
  }

  private activity(activity: Activity, call: CallView | null): void {
    clearTimeout(activity.kind === 'wrapUp' ? undefined : this.timer);
    this.live.show({ activity, call, since: now() });
  }

  private call(change: Partial<CallView>): CallView | null {
    const { call } = this.live.view;
    return call && { ...call, ...change };
  }

  private show(change: Partial<CallView>): void {
    this.live.show({ call: this.call(change) });
  }
}
