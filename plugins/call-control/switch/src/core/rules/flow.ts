/** In-call self-service: the customer sits alone with the prompts of a flow, presses keys, and comes back (CTL-25). */
import { longestPromptMs } from '@zuoxi/contracts';
import type { Fact, FlowId } from '@zuoxi/contracts';
import { customerLeg, livingLegs } from '../leg';
import type { Agent, Call, Flow, Leg } from '../model';
import { play, runningFlow, seat } from '../seating';
import { flowSound, returnSound } from '../sounds';
import type { Turn } from '../turn';
import { queueOf } from './offers';

type Result = Extract<Fact, { type: 'flow.ended' }>['result'];

/** A mixer that died says no end of the prompt; no prompt is longer. */
const promptMs = longestPromptMs + 5_000;
/** Who presses keys for ever writes no longer list. */
const mostShown = 50;

const stepOf = ({ plan, step }: Flow) => plan.steps.find((s) => s.name === step);

export function startFlow(turn: Turn, call: Call, agent: Agent, id: FlowId): void {
  const plan = turn.world.directory.flows.get(call.tenant)?.find((f) => f.id === id);
  const customer = customerLeg(call);
  const [first] = plan?.steps ?? [];
  if (!plan || !first || !customer) return turn.refuse('noFlow');
  const others = livingLegs(call).flatMap((l) => (l.id === customer.id ? [] : [l.id]));
  turn.tell(call.tenant, { type: 'flow.started', call: call.id, flow: plan.id, name: plan.name, agent: agent.id });
  const apart = seat(seat(call, others, null, turn.now), [customer.id], null, turn.now);
  prompt(turn, apart, { plan, step: first.name, pressed: [] }, 1);
}

/** Plays the prompt of the flow's step; a step that is not there is the end. */
function prompt(turn: Turn, call: Call, at: Pick<Flow, 'plan' | 'step' | 'pressed'>, tries: number): void {
  const { plan, step, pressed } = at;
  const until = turn.now + promptMs;
  const flow: Flow = { plan, step, pressed, state: 'prompt', tries, until };
  const customer = customerLeg(call);
  const asked = stepOf(flow);
  if (!asked || !customer) return endFlow(turn, { ...call, flow }, 'done');
  turn.putCall({ ...play(call, customer.id, flowSound(turn, asked)), flow });
}

/** The prompt was heard, or is missing: a key is awaited, unless there is none to press. */
export function promptPlayed(turn: Turn, call: Call): void {
  const flow = runningFlow(call);
  const customer = customerLeg(call);
  const step = flow && stepOf(flow);
  if (!flow || !customer) return;
  if (!step?.keys.length) return endFlow(turn, call, 'done');
  const until = turn.now + step.seconds * 1000;
  turn.putCall({ ...play(call, customer.id, null), flow: { ...flow, state: 'patience', until } });
}

/** Also while the prompt plays: who knows the menu need not hear it out. */
export function keyPressed(turn: Turn, call: Call, leg: Leg, digit: string): void {
  const flow = runningFlow(call);
  const step = flow && stepOf(flow);
  const key = step?.keys.find((k) => k.key === digit);
  if (!flow || !step || !key || customerLeg(call)?.id !== leg.id) return;
  const pressed = [...flow.pressed, { step: step.name, key: digit, label: key.label }].slice(-mostShown);
  turn.tell(call.tenant, { type: 'flow.keyed', call: call.id, step: step.name, key: digit, label: key.label });
  if (key.goesTo === null) endFlow(turn, { ...call, flow: { ...flow, pressed } }, 'done');
  else prompt(turn, call, { plan: flow.plan, step: key.goesTo, pressed }, 1);
}

/** The prompt ends unheard of, or nothing was pressed in time. */
export function flowDue(turn: Turn, call: Call): void {
  const flow = runningFlow(call);
  if (!flow) return;
  if (flow.state === 'prompt') promptPlayed(turn, call);
  else if (flow.tries < (stepOf(flow)?.tries ?? 0)) prompt(turn, call, flow, flow.tries + 1);
  else endFlow(turn, call, 'noKey');
}

const over = (turn: Turn, call: Call, result: Result): Call => {
  if (!call.flow) return call;
  const { plan, step, pressed } = call.flow;
  turn.tell(call.tenant, { type: 'flow.ended', call: call.id, result });
  return { ...call, flow: { plan, step, pressed, state: 'ended' } };
};

/** Both talk again; an agent who is still on the way back is waited for. */
export function endFlow(turn: Turn, before: Call, result: Result): void {
  const call = over(turn, before, result);
  const customer = customerLeg(call);
  const there = livingLegs(call).flatMap((l) => (l.state === 'answered' ? [l.id] : []));
  if (!call.returning) turn.putCall(seat(call, there, null, turn.now));
  else if (customer) turn.putCall(seat(call, [customer.id], returnSound(turn, queueOf(turn, call)), turn.now));
}

/** The agent did not come back: the customer's next place is somebody else's to say. */
export const cutShort = (turn: Turn, call: Call): Call => (runningFlow(call) ? over(turn, call, 'stopped') : call);
