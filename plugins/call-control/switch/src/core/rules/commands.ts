/** What agents ask for. Whether a command is possible is the button table of the contracts: the screen and the switch read the same one. */
import { actions, dialable, echoNumber, mayCallForHelp } from '@zuoxi/contracts';
import type { CommandType, Ending } from '@zuoxi/contracts';
import { isEmergency } from '../dialling';
import type { Input, OpenCommand } from '../input';
import { legOf, livingLegs } from '../leg';
import type { Agent, Call } from '../model';
import { heldRoom, seat } from '../seating';
import { holdSound } from '../sounds';
import type { Turn } from '../turn';
import { agentView } from '../view';
import { dialOut } from './dialing';
import { endCall } from './ending';
import { endFlow, startFlow } from './flow';
import { endLeg } from './leg-end';
import { switchMobile } from './mobile';
import { offerFailed, queueOf } from './offers';
import { agentLegIn } from './talking';
import { idle } from './wrap-up';

type Of<T extends CommandType> = Extract<OpenCommand, { type: T }>;
type Do<T extends CommandType> = (turn: Turn, agent: Agent, command: Of<T>) => void;
type Handled = Exclude<CommandType, 'call.callBack'>; // the door opens the seal; inside it is an ordinary dial

const callOf = (turn: Turn, agent: Agent): Call | undefined => {
  const { activity } = agent;
  return activity.kind === 'talking' || activity.kind === 'offered' ? turn.call(activity.call) : undefined;
};

/** Runs `change` on the agent's call and the agent's living leg in it. */
const onCall =
  (change: (turn: Turn, call: Call, leg: NonNullable<ReturnType<typeof agentLegIn>>, agent: Agent) => void) =>
  (turn: Turn, agent: Agent): void => {
    const call = callOf(turn, agent);
    const leg = call && agentLegIn(call, agent);
    if (!call || !leg) return turn.refuse('noCall');
    change(turn, call, leg, agent);
  };

const reject = onCall((turn, call, leg, agent) => {
  const rejected: Ending = { cause: 'rejected', owner: 'agent' };
  offerFailed(turn, turn.putCall(endLeg(turn, call, leg, rejected)), agent, leg.id, rejected);
});

const handlers: { readonly [T in Handled]: Do<T> } = {
  'agent.ready': (turn, agent) => {
    const rested = agent.activity.kind === 'wrapUp' ? idle(agent) : agent; // ACW-06: back to service
    turn.putAgent({ ...rested, intent: { kind: 'ready' }, signedInAt: agent.signedInAt ?? turn.now });
  },
  'agent.notReady': (turn, agent, { reason }) => {
    const known = turn.world.directory.tenants.get(agent.tenant)?.reasons.some((r) => r.code === reason);
    if (!known) return turn.refuse('badRequest');
    const rested = agent.activity.kind === 'wrapUp' ? idle(agent) : agent; // ACW-12
    turn.putAgent({ ...rested, intent: { kind: 'notReady', reason }, signedInAt: agent.signedInAt ?? turn.now });
  },
  'agent.signOut': (turn, agent) =>
    void turn.putAgent({ ...idle(agent), intent: { kind: 'signedOut' }, signedInAt: null, last: null }),
  'agent.mobile': (turn, agent, wanted) => switchMobile(turn, agent, wanted, 'agent'),
  'wrapUp.freeze': (turn, agent) => {
    if (agent.activity.kind === 'wrapUp') turn.putAgent({ ...agent, activity: { ...agent.activity, until: null } });
  },
  'wrapUp.finish': (turn, agent) => void turn.putAgent(idle(agent)),
  'call.dial': (turn, agent, { number, caller, subject }) => dialOut(turn, agent, { number, caller, subject }),
  'call.redial': (turn, agent) => {
    const { last } = agent;
    if (!last) return turn.refuse('noCall');
    dialOut(turn, agent, { number: last.number, subject: last.view.subject });
  },
  'call.test': (turn, agent) => dialOut(turn, agent, { number: echoNumber }),
  'call.hangup': (turn, agent) => {
    const call = callOf(turn, agent);
    if (!call) return turn.refuse('noCall');
    if (agent.activity.kind === 'offered') return reject(turn, agent);
    endCall(turn, call, call.talkingAt === null ? { cause: 'cancelled', owner: 'agent' } : { cause: 'hangup', owner: 'agent' });
  },
  'call.hold': onCall((turn, call, leg, agent) => {
    const others = livingLegs(call).flatMap((l) => (l.id === leg.id ? [] : [l.id]));
    const apart = seat(call, others, holdSound(turn, queueOf(turn, call)), turn.now);
    turn.putCall(seat(apart, [leg.id], null, turn.now));
    turn.tell(call.tenant, { type: 'call.held', call: call.id, agent: agent.id });
  }),
  'call.resume': onCall((turn, call, leg, agent) => {
    const held = heldRoom(call)?.legs ?? [];
    turn.putCall(seat(call, [...held, leg.id], null, turn.now));
    turn.tell(call.tenant, { type: 'call.resumed', call: call.id, agent: agent.id });
  }),
  'call.mute': onCall((turn, call, leg) => {
    turn.putCall({ ...call, muted: [...call.muted, leg.id] });
    turn.tell(call.tenant, { type: 'call.muted', call: call.id, leg: leg.id });
  }),
  'call.unmute': onCall((turn, call, leg) => {
    turn.putCall({ ...call, muted: call.muted.filter((l) => l !== leg.id) });
    turn.tell(call.tenant, { type: 'call.unmuted', call: call.id, leg: leg.id });
  }),
  'call.digits': (turn, agent, { digits }) =>
    onCall((t, call, leg) => {
      const others = livingLegs(call).filter((l) => l.id !== leg.id && legOf(call, l.id)?.state === 'answered');
      for (const other of others) {
        t.act({ do: 'leg.digits', leg: other.id, digits });
        t.tell(call.tenant, { type: 'digits.sent', call: call.id, leg: other.id, digits });
      }
    })(turn, agent),
  'flow.start': (turn, agent, { flow }) => onCall((t, call) => startFlow(t, call, agent, flow))(turn, agent),
  'flow.stop': onCall((turn, call) => endFlow(turn, call, 'stopped')),
  'recording.pause': onCall((turn, call) => pauseRecording(turn, call, true)),
  'recording.resume': onCall((turn, call) => pauseRecording(turn, call, false)),
};

function pauseRecording(turn: Turn, call: Call, paused: boolean): void {
  if (!call.recording) return turn.refuse('wrongState');
  turn.putCall({ ...call, recording: { ...call.recording, paused } });
  turn.tell(call.tenant, { type: paused ? 'recording.paused' : 'recording.resumed', call: call.id });
}

export function command(turn: Turn, input: Extract<Input, { on: 'command' }>): void {
  const agent = turn.agent(input.agent);
  const view = agent && agentView(turn.world, agent.id, null);
  if (!agent || !view) return turn.refuse('unknownAgent');
  const { command: asked } = input;
  const forHelp = asked.type === 'call.dial' && isEmergency(dialable(asked.number));
  const no = (forHelp ? mayCallForHelp : actions[asked.type])(view);
  if (no) return turn.refuse(no);
  (handlers[asked.type] as Do<Handled>)(turn, agent, asked);
}
