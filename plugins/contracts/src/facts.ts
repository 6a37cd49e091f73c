/** Whose each fact of the catalogue is, as a table with a row for every type: a new fact does not compile until the table knows it. */
import { dispatch, type Handlers } from './dispatch';
import type { Fact } from './events';
import type { AgentId, CallId } from './ids';

export type FactType = Fact['type'];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

/** `agents` are those that the fact names; others may sit in the call. */
export type Concerned = { readonly call: CallId | null; readonly agents: readonly AgentId[] };

const anAgent = ({ agent }: { agent: AgentId }): Concerned => ({ call: null, agents: [agent] });
const aCall = ({ call }: { call: CallId }): Concerned => ({ call, agents: [] });
const both = ({ call, agent }: { call: CallId; agent: AgentId | null }): Concerned => ({ call, agents: agent ? [agent] : [] });
const nobody = (): Concerned => ({ call: null, agents: [] });

const concerns: Handlers<Fact, 'type', Concerned> = {
  'agent.connected': anAgent,
  'agent.disconnected': anAgent,
  'agent.moved': anAgent,
  'agent.changed': anAgent,
  'station.changed': anAgent,
  'mobile.switched': anAgent,
  'call.started': both,
  'call.queued': aCall,
  'call.askedForMessage': aCall,
  'call.offered': both,
  'offer.ended': both,
  'leg.started': aCall,
  'leg.ringing': aCall,
  'leg.answered': aCall,
  'leg.ended': aCall,
  'leg.held': aCall,
  'leg.resumed': aCall,
  'call.held': both,
  'call.resumed': both,
  'call.muted': aCall,
  'call.unmuted': aCall,
  'digits.sent': aCall,
  'flow.started': both,
  'flow.keyed': aCall,
  'flow.ended': aCall,
  'recording.started': aCall,
  'recording.paused': aCall,
  'recording.resumed': aCall,
  'call.ended': ({ call, record }) => ({ call, agents: record.agents }),
  'dial.refused': anAgent,
  'call.refused': nobody,
};

/** Whose fact it is. */
export const concernedBy = (fact: Fact): Concerned => dispatch(concerns, 'type', fact);
