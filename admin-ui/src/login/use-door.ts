import type { Entrance, LoginAnswer, LoginReply } from '@zuoxi/contracts';
import { useServices } from '../kit/services';
import { useStore } from '../lib/use-store';
import { RestError } from '../providers/strapi/http';
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

/** What each answer of a login means for the page. Kept outside of it: a change of the language draws every page anew. */
export function useDoor() {
  const { session, live, lastLogin, doorway } = useServices();
  const { at } = useStore(doorway);
  const go = (next: At): void => doorway.set((now) => ({ ...now, at: next }));

  /** `moved`: the workbench that was open elsewhere gave way (D10). */
  const open = (reply: LoginReply, moved = false): void => {
    doorway.set(outside);
    session.set(reply);
    live.start(lastLogin.get().online, moved);
  };
  const take = (answer: LoginAnswer, moved = false): void => {
    if ('liveToken' in answer) return open(answer, moved);
    if ('choose' in answer) return go({ kind: 'choose', entrances: answer.choose, ticket: answer.ticket });
    if ('elsewhere' in answer) return go({ kind: 'elsewhere', elsewhere: answer.elsewhere, ticket: answer.ticket });
    const { jwt, nickname, mobile } = answer.firstLogin;
    go({ kind: 'first', jwt, nickname: nickname ?? '', mobile: mobile ?? '' });
  };
  const failed = (error: unknown): void => {
    if (error instanceof RestError && error.code === 'noGroup') go({ kind: 'noGroup' });
  };
  return { at, go, take, open, failed };
}
export type Door = ReturnType<typeof useDoor>;
