/** 试呼: a call to it hears its own sound (LOG-32). Agent numbers are digits, so it is nobody's. */
export const echoNumber = '*43';

/** What an agent's workbench may ask of the switch. The switch answers each with done or failed(code). */
import { z } from 'zod';
import { FlowId, PhoneNumber } from './ids';
import { line } from './text';

export const Command = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent.ready') }), // signs in if signed out (STA-02, STA-07)
  z.object({ type: z.literal('agent.notReady'), reason: line(32) }), // STA-09, STA-15, STA-16
  z.object({ type: z.literal('agent.signOut') }), // STA-06, LOG-31
  /** both switches at once: said twice, it changes nothing more (STA-22) */
  z.object({ type: z.literal('agent.mobile'), answering: z.boolean(), dialing: z.boolean() }),
  z.object({ type: z.literal('wrapUp.freeze') }), // ACW-03
  z.object({ type: z.literal('wrapUp.finish') }), // ACW-04
  z.object({ type: z.literal('call.dial'), number: PhoneNumber, caller: PhoneNumber.optional() }), // OUT-01, OUT-07
  /** from a list, without the browser knowing the number: the record plane's sealed number (D25, CDR-01) */
  z.object({ type: z.literal('call.callBack'), token: line(2048) }),
  z.object({ type: z.literal('call.redial') }), // ACW-14
  z.object({ type: z.literal('call.test') }), // LOG-32: dials `echoNumber`, also before going online
  z.object({ type: z.literal('call.hangup') }), // CTL-01; while offered it rejects the offer
  z.object({ type: z.literal('call.hold') }), // CTL-02
  z.object({ type: z.literal('call.resume') }),
  z.object({ type: z.literal('call.mute') }), // CTL-07
  z.object({ type: z.literal('call.unmute') }),
  z.object({ type: z.literal('call.digits'), digits: z.string().regex(/^[0-9A-D*#]{1,32}$/) }), // CTL-08
  z.object({ type: z.literal('flow.start'), flow: FlowId }), // CTL-25
  z.object({ type: z.literal('flow.stop') }), // CTL-25: return to the call
  z.object({ type: z.literal('recording.pause') }),
  z.object({ type: z.literal('recording.resume') }),
]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];
