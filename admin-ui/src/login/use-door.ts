import type { LoginAnswer, LoginReply } from '@zuoxi/contracts';
import { useServices } from './services';
import { useStore } from '../lib/use-store';
import { RestError } from '../providers/strapi/http';
import { outside, type At } from './doorway';

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
