/** The doctor's words: a check asks one thing, a finding says what is and, when it is ill, the cure. */
import type { Instance, Secrets } from '@zuoxi/contracts/environment';
import type { Demo } from '../demo';

export type Finding =
  | { kind: 'well'; found: string }
  /** one line each: what was found, and what to do about it */
  | { kind: 'ill'; found: string; cure: string }
  /** it works, but could be better */
  | { kind: 'advice'; found: string; cure: string }
  | { kind: 'skipped'; why: string };

export const well = (found: string): Finding => ({ kind: 'well', found });
export const ill = (found: string, cure: string): Finding => ({ kind: 'ill', found, cure });
export const advice = (found: string, cure: string): Finding => ({ kind: 'advice', found, cure });
export const skipped = (why: string): Finding => ({ kind: 'skipped', why });

/** What a check may know. */
export type Patient = {
  root: string;
  instance: Instance;
  /** null: not there or not readable, which is a finding of its own */
  secrets: Secrets | null;
  demo: Demo | null;
};

export type Check = {
  name: string;
  zh: string;
  /** checks that must be well before this one can say anything */
  after?: readonly string[];
  /** several findings are several lines; a rejection is an ill finding */
  examine(patient: Patient): Promise<readonly Finding[]>;
};

/** Where a process writes what happens to it. */
export const logOf = ({ instance }: Patient, service: string): string => `${instance.paths.logs}/${service}/current`;
