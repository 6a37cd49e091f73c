import type { Entrance } from '@zuoxi/contracts';
import type { LastLogin } from './session';

export type Elsewhere = { since: number; address: string; mayMove: boolean };
/** Where a person stands before the workbench opens. */
export type At =
  | { kind: 'form'; done?: string }
  | { kind: 'forgot' }
  | { kind: 'choose'; entrances: Entrance[]; ticket: string }
  | { kind: 'elsewhere'; elsewhere: Elsewhere; ticket: string }
  | { kind: 'first'; jwt: string; nickname: string; mobile: string }
  | { kind: 'noGroup' };

/** And what was typed into the form by then, but the password. */
export type Doorway = { at: At; typed: LastLogin | null };
export const outside: Doorway = { at: { kind: 'form' }, typed: null };
