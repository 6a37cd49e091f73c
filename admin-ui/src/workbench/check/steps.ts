/** The three steps of the sound check, and what the screen shows of each. */
import { echoNumber, type AgentView } from '@zuoxi/contracts';

export const steps = ['microphone', 'speaker', 'call'] as const;
export type Step = (typeof steps)[number];
export type Verdict = 'open' | 'good' | 'bad';
export type Verdicts = Readonly<Record<Step, Verdict>>;
export const nothingKnown: Verdicts = { microphone: 'open', speaker: 'open', call: 'open' };
export const allGood = (verdicts: Verdicts): boolean => steps.every((step) => verdicts[step] === 'good');

/** Louder than a quiet room: somebody speaks. */
export const heardFrom = 0.35;

/** The test call of this agent: an internal call to the echo. */
export const isTestCall = (view: AgentView | null): boolean =>
  view?.activity.kind === 'talking' && view.call?.direction === 'internal' && view.call.number.endsWith(` ${echoNumber}`);

/** A customer comes first: the check steps aside for every call but its own. */
export const stepsAside = (view: AgentView): boolean =>
  (view.activity.kind === 'offered' || view.activity.kind === 'talking') && !isTestCall(view);
