/**
 * The agent's desk: what a person can do, in terms of the live link, the telephone and the microphone. Knows nothing of React.
 * Each promise rejects with CommandFailed; what happened is shown by the next view, never before.
 */
import type { AgentView, CallId, Command } from '@zuoxi/contracts';
import { dialNumber } from '../kit/calls/dial';
import { CommandFailed } from '../providers/live/command-failed';
import type { LiveClient } from '../providers/live/client';
import { Store, until } from '../providers/store';
import type { Audio } from '../softphone/audio';
import type { Microphone } from '../softphone/microphone';
import type { Phone } from '../softphone/phone';

type Dependencies = {
  live: LiveClient;
  phone: Phone;
  microphone: Microphone;
  audio: Pick<Audio, 'ring' | 'unlock' | 'unlocked'>;
  /** may the desktop show notices? Browsers want to be asked by a click */
  askNotices: () => void;
};
type Ready = 'ready' | 'noMicrophone' | 'noSound';

/** A registration takes two round trips; an office network that needs longer is to be told. */
const phoneReadyMs = 5_000;

export class Desk {
  /** true while the way to "ready" is being gone: microphone, sound, registration, command */
  readonly goingOnline = new Store(false);
  /** the sound check is open: it needs the microphone, also before going online */
  readonly checking = new Store(false);
  private told: boolean | null = null;
  private hungUp: CallId | null = null;

  constructor(private readonly parts: Dependencies) {
    const { live, microphone, audio, phone } = parts;
    live.state.subscribe(() => this.followLive());
    microphone.state.subscribe(() => this.followMicrophone());
    audio.unlocked.subscribe(() => this.tellMicrophone());
    phone.state.subscribe(() => this.followPhone());
    this.checking.subscribe(() => this.followLive());
  }

  do(command: Command): Promise<void> {
    return this.parts.live.do(command);
  }

  /** STA-02, STA-07, LOG-37: microphone first, then sound, then the switch. */
  async goOnline(): Promise<Ready> {
    if (this.goingOnline.get()) return 'ready';
    this.goingOnline.set(true);
    this.parts.askNotices();
    try {
      const { live } = this.parts;
      const byMobile = live.state.get().view?.mobile.answering ?? false;
      const able = byMobile ? 'ready' : await this.prepare();
      if (able !== 'ready') return able;
      await until(live.state, ({ view }) => byMobile || (view?.microphone && view.station.registered), phoneReadyMs);
      await live.do({ type: 'agent.ready' }); // refuses with phoneNotRegistered where it stayed silent
      return 'ready';
    } finally {
      this.goingOnline.set(false);
    }
  }

  dial(typed: string): Promise<void> {
    return dialNumber(this.parts.live, typed);
  }

  answer(): Promise<void> {
    return this.parts.phone.answer();
  }

  /** By the switch; by SIP alone while the switch is away, so that a call can always be ended. */
  async hangUp(): Promise<void> {
    const { live, phone } = this.parts;
    try {
      await live.do({ type: 'call.hangup' });
    } catch (error) {
      const away = error instanceof CommandFailed && (error.code === 'linkDown' || error.code === 'unknown');
      const call = phone.state.get().call;
      if (!away || !call) throw error;
      this.hungUp = call.call;
      phone.hangUp();
    }
  }

  /** Whether the agent has ended this call while the switch was away. A switch that recovers may take the missing leg for a lost one and ring again. */
  hasHungUp(call: CallId): boolean {
    return this.hungUp === call;
  }

  private async prepare(): Promise<Ready> {
    const { audio, microphone } = this.parts;
    const heard = await microphone.acquire();
    if (!heard) return 'noMicrophone';
    return (await audio.unlock()) ? 'ready' : 'noSound';
  }

  private followLive(): void {
    const { live, phone, audio, microphone } = this.parts;
    const { link, view, sip } = live.state.get();
    if (sip && link.kind === 'up') phone.register(sip);
    if (link.kind !== 'up') this.told = null;
    if (link.kind === 'off' || link.kind === 'moved' || link.kind === 'replaced' || link.kind === 'refused') return this.leave();
    audio.ring(rings(view) || this.ringsWithoutSwitch());
    if (link.kind !== 'up' || !view) return;
    this.tellHangUp(view);
    const signedIn = view.intent.kind !== 'signedOut' || view.activity.kind !== 'idle';
    const needed = signedIn || this.checking.get();
    if (needed && microphone.state.get().kind === 'off') void this.prepare();
    if (!needed && !this.goingOnline.get() && microphone.state.get().kind === 'on') microphone.release();
    this.tellMicrophone();
  }

  /** The BYE may have reached nobody: what the person decided is said again to the switch that came back. */
  private tellHangUp({ activity }: AgentView): void {
    const call = this.hungUp;
    this.hungUp = null;
    const goesOn = (activity.kind === 'talking' || activity.kind === 'offered') && activity.call === call;
    if (goesOn) void this.parts.live.do({ type: 'call.hangup' }).catch(() => (this.hungUp ??= call)); // broken off once more: at the next view
  }

  private followMicrophone(): void {
    const { microphone, phone } = this.parts;
    const state = microphone.state.get();
    if (state.kind === 'on') {
      void phone.replaceMicrophone(state.stream);
      microphone.listen(phone.state.get().call !== null);
    }
    this.tellMicrophone();
  }

  private followPhone(): void {
    const { phone, microphone, audio, live } = this.parts;
    microphone.listen(phone.state.get().call !== null);
    audio.ring(rings(live.state.get().view) || this.ringsWithoutSwitch());
  }

  /** LOG-35: calls are offered only to who can hear and be heard. */
  private tellMicrophone(): void {
    const { live, microphone, audio } = this.parts;
    const { kind } = microphone.state.get();
    if (live.state.get().link.kind !== 'up' || kind === 'asking') return;
    const ok = kind === 'on' && audio.unlocked.get();
    if (this.told === ok) return;
    this.told = ok;
    live.microphone(ok);
  }

  private ringsWithoutSwitch(): boolean {
    const { live, phone } = this.parts;
    const call = phone.state.get().call;
    return live.state.get().link.kind !== 'up' && call?.state === 'ringing' && call.answer === 'manual';
  }

  private leave(): void {
    const { phone, audio, microphone } = this.parts;
    audio.ring(false);
    phone.stop();
    microphone.release();
  }
}

const rings = (view: AgentView | null): boolean => view?.activity.kind === 'offered' && !view.call?.auto && !view.call?.onMobile;
