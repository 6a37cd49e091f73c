import type { AgentView, LegId, SwitchEvent, TimelineRow } from '@zuoxi/contracts';
import type { z } from 'zod';

/** One line of a call's story: the record plane's row, or the same made from a live fact. */
export type TimelineEntry = z.infer<typeof TimelineRow>;

/** Facts that tell a person something; the rest repeats them from another side. */
const told = new Set([
  'call.started',
  'call.queued',
  'call.offered',
  'call.askedForMessage',
  'offer.ended',
  'leg.answered',
  'call.held',
  'call.resumed',
  'call.muted',
  'call.unmuted',
  'digits.sent',
  'recording.started',
  'recording.paused',
  'recording.resumed',
  'flow.started',
  'flow.keyed',
  'flow.ended',
  'leg.ended',
  'call.ended',
]);

export const storyOf = (entries: readonly TimelineEntry[]): TimelineEntry[] => entries.filter((e) => told.has(e.type));

/** Whose leg: the view of the running call names everybody in it. */
const whose = (leg: LegId, view: AgentView | null): Partial<TimelineEntry> => {
  const party = view?.call?.parties.find((p) => p.leg === leg);
  return party ? { party: party.kind, ...(party.kind === 'agent' ? { agent: party.name } : {}) } : {};
};

export function timelineOfEvent({ at, fact }: SwitchEvent, view: AgentView | null): TimelineEntry {
  const entry: TimelineEntry = { at, type: fact.type, ...('leg' in fact ? whose(fact.leg, view) : {}) };
  if ('agent' in fact && fact.agent) entry.agent = fact.agent === view?.agent.id ? view.agent.name : fact.agent;
  if ('queue' in fact) entry.queue = view?.queues.find((q) => q.id === fact.queue)?.name ?? fact.queue;
  if (fact.type === 'offer.ended') entry.result = fact.result;
  if (fact.type === 'flow.started') entry.flow = fact.name;
  if (fact.type === 'flow.keyed') entry.pressed = { step: fact.step, key: fact.key, label: fact.label };
  if (fact.type === 'flow.ended') entry.result = fact.result;
  if (fact.type === 'leg.ended') Object.assign(entry, { result: fact.ending.cause, by: fact.ending.owner });
  if (fact.type === 'call.ended') entry.result = fact.record.outcome;
  return entry;
}
