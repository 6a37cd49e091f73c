import type { LoginReply } from '@zuoxi/contracts';
import type { z } from 'zod';
import { kept } from './kept';
import { Store, type Readable } from './store';

/** Like `kept`, for whoever is signed in: another person at the same browser has his own. */
export function keptPerPerson<T>(
  storage: Storage,
  key: string,
  schema: z.ZodType<T>,
  otherwise: T,
  session: Readable<LoginReply | null>,
): Store<T> {
  const shown = new Store<T>(otherwise);
  let person: string | null = null;
  let own: Store<T> | null = null;
  const follow = (): void => {
    const now = session.get()?.agent.id ?? null;
    if (now === person) return;
    person = now;
    own = now === null ? null : kept(storage, `${key}.${now}`, schema, otherwise);
    shown.set(own ? own.get() : otherwise);
  };
  session.subscribe(follow);
  shown.subscribe(() => own?.set(shown.get()));
  follow();
  return shown;
}
