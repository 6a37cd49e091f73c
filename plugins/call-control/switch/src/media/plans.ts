/** Media is desired state (design §2): the mixer is led to the latest plan of each call; plans that were overtaken are never sent. */
import type { CallId, LegId, Plan, ToMixer } from '@zuoxi/contracts';
import type { CallPlan } from '../ports';
import type { Inside } from './leg';

/** Legs become ports. A leg whose port is not yet known is left out everywhere, and joins when it is. */
export function toPlan({ call, legs, recording }: CallPlan, insides: ReadonlyMap<LegId, Inside>): Plan {
  const there = (list: readonly LegId[]): LegId[] => list.filter((leg) => insides.has(leg));
  return {
    call,
    legs: legs.flatMap(({ leg, hears, play }) => {
      const inside = insides.get(leg);
      return inside ? [{ leg, ...inside, hears: there(hears), play }] : [];
    }),
    recording: recording && { ...recording, left: there(recording.left), right: there(recording.right) },
  };
}

export class Plans {
  private readonly wanted = new Map<CallId, CallPlan>();
  /** what the mixer was told last, as it was sent */
  private readonly told = new Map<CallId, string>();
  private readonly due = new Set<CallId>();
  private readonly insides = new Map<LegId, Inside>();
  private readonly callOf = new Map<LegId, CallId>();

  /** `wake`: something is due (see `take`) */
  constructor(private readonly wake: () => void) {}

  want(plan: CallPlan): void {
    this.forgetLegs(plan.call);
    this.wanted.set(plan.call, plan);
    for (const { leg } of plan.legs) this.callOf.set(leg, plan.call);
    this.mark(plan.call);
  }

  drop(call: CallId): void {
    this.forgetLegs(call);
    this.wanted.delete(call);
    if (this.told.has(call)) this.mark(call);
    else this.due.delete(call);
  }

  inside(leg: LegId, inside: Inside | null): void {
    if (inside) this.insides.set(leg, inside);
    else this.insides.delete(leg);
    const call = this.callOf.get(leg);
    if (call) this.mark(call);
  }

  /** The mixer knows nothing (it is new) or unknown things (we are new): everything is due again. */
  afresh(): void {
    this.told.clear();
    this.due.clear();
    for (const call of this.wanted.keys()) this.due.add(call);
    this.wake();
  }

  calls(): CallId[] {
    return [...this.wanted.keys()];
  }

  /** The next thing to tell the mixer; null: it has been told everything. */
  take(): ToMixer | null {
    for (const call of this.due) {
      this.due.delete(call);
      const message = this.message(call);
      if (message) return message;
    }
    return null;
  }

  private message(call: CallId): ToMixer | null {
    const wanted = this.wanted.get(call);
    if (!wanted) return this.told.delete(call) ? { t: 'drop', call } : null;
    const plan = toPlan(wanted, this.insides);
    const text = JSON.stringify(plan);
    if (this.told.get(call) === text) return null;
    this.told.set(call, text);
    return { t: 'plan', plan };
  }

  private mark(call: CallId): void {
    this.due.add(call);
    this.wake();
  }

  private forgetLegs(call: CallId): void {
    for (const { leg } of this.wanted.get(call)?.legs ?? []) if (this.callOf.get(leg) === call) this.callOf.delete(leg);
  }
}
