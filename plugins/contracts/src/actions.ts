/**
 * Buttons are a table over the view (design §7.9). The workbench draws from it, the switch refuses by it: one truth.
 * A rule returns null (possible) or the code of the reason why not, which the screen translates for the hover.
 */
import type { ErrorCode } from './codes';
import type { CommandType } from './commands';
import { withheldNumber } from './ids';
import type { AgentView } from './views';

type Rule = (v: AgentView) => ErrorCode | null;

const needCall: Rule = (v) => (v.call && v.activity.kind === 'talking' ? null : 'noCall');
const inPhase =
  (...phases: NonNullable<AgentView['call']>['phase'][]): Rule =>
  (v) =>
    needCall(v) ?? (v.call && phases.includes(v.call.phase) ? null : 'wrongState');
const online: Rule = (v) => (v.intent.kind === 'signedOut' ? 'notSignedIn' : null);
const phoneOk: Rule = (v) => (!v.microphone ? 'microphoneMissing' : !v.station.registered ? 'phoneNotRegistered' : null);
const answers: Rule = (v) => (v.mobile.answering ? null : phoneOk(v));
const dials: Rule = (v) => (v.mobile.dialing ? null : phoneOk(v));
/** D1: a not-ready reason may forbid dialling */
const reasonAllowsDial: Rule = (v) => {
  const { intent } = v;
  return intent.kind === 'notReady' && v.reasons.find((r) => r.code === intent.reason)?.mayDial === false ? 'notAllowed' : null;
};
const free: Rule = (v) => (v.activity.kind === 'offered' || v.activity.kind === 'talking' ? 'alreadyOnCall' : null);
/** somebody else is in the call: an echo has nobody to hold */
const inCompany: Rule = (v) => (v.call && v.call.parties.filter((p) => p.state !== 'ended').length > 1 ? null : 'wrongState');
/** a flow is for a customer: colleagues are not sent through menus */
const withCustomer: Rule = (v) =>
  v.call?.parties.some((p) => p.kind !== 'agent' && p.state === 'answered') ? null : 'wrongState';
const inWrapUp: Rule = (v) => (v.activity.kind === 'wrapUp' ? null : 'wrongState');
const all =
  (...rules: Rule[]): Rule =>
  (v) =>
    rules.reduce<ErrorCode | null>((no, rule) => no ?? rule(v), null);

const mayDial: Rule = (v) => (v.mayDial ? null : 'notAllowed');
const canDial = all(online, mayDial, dials, free, reasonAllowsDial);
/** `call.dial` for who dials on a phone of their own: that phone is there. */
export const mayDialNow = all(online, mayDial, free, reasonAllowsDial);
/** a caller who withheld the number is not called back */
const hadNumber: Rule = (v) => (!v.call ? 'noCall' : v.call.number === withheldNumber ? 'numberInvalid' : null);
/** 110, 119, 120 and 122 are dialled in any state and by everybody. */
export const mayCallForHelp = free;

export const actions: Readonly<Record<CommandType, Rule>> = {
  'agent.ready': answers,
  'agent.notReady': () => null,
  'agent.signOut': (v) => (v.activity.kind === 'talking' || v.activity.kind === 'offered' ? 'alreadyOnCall' : online(v)),
  'agent.mobile': (v) => (v.mobile.bound ? null : 'noMobile'),
  'wrapUp.freeze': all(inWrapUp, (v) => (v.activity.kind === 'wrapUp' && v.activity.until !== null ? null : 'wrongState')),
  'wrapUp.finish': inWrapUp,
  'call.dial': canDial,
  'call.callBack': canDial,
  'call.redial': all(canDial, hadNumber),
  'call.test': all(phoneOk, free),
  'call.hangup': (v) =>
    v.activity.kind === 'offered'
      ? null
      : (needCall(v) ?? (v.call?.direction === 'inbound' && !v.mayHangUpInbound ? 'notAllowed' : null)),
  'call.hold': all(inPhase('talking'), inCompany),
  'call.resume': inPhase('held'),
  'call.mute': all(inPhase('talking', 'held'), (v) => (v.call?.muted ? 'wrongState' : null)),
  'call.unmute': all(inPhase('talking', 'held'), (v) => (v.call?.muted ? null : 'wrongState')),
  'call.digits': inPhase('talking'),
  'flow.start': all(inPhase('talking'), inCompany, withCustomer, (v) => (v.flows.length ? null : 'noFlow')),
  'flow.stop': inPhase('flow'),
  'recording.pause': all(inPhase('talking', 'held'), (v) => (v.call?.recording === 'on' ? null : 'wrongState')),
  'recording.resume': all(inPhase('talking', 'held'), (v) => (v.call?.recording === 'paused' ? null : 'wrongState')),
};
