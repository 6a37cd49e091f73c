/**
 * The one door for questions about a whole value that the asker sees with stars (D25): "is it this one?". Other plugins import this file as
 * `@zuoxi/accounts/hidden`.
 */
import type { Core } from '@strapi/strapi';
import type { SignedIn } from '@zuoxi/contracts';
import { count, secondsToWait, takeBack, toTell } from './budget';
import { tell } from './tell';

export type Question<T> = {
  ask(): Promise<T>;
  /** whether the value stands there: who asked knew it */
  found(answer: T): boolean;
  /** of a value that does not: whether something there has the same stars. Where nothing has, the stars had said so already */
  looksAlike(): Promise<boolean>;
};

/** `wait`: seconds until one may ask again; nothing was asked. A question that fails stays counted. */
export async function askHidden<T>(
  strapi: Core.Strapi,
  who: SignedIn,
  { ask, found, looksAlike }: Question<T>,
): Promise<{ answer: T } | { wait: number }> {
  const asker = { tenant: who.tenant.id, account: who.agent.id };
  if (!(await count(strapi, asker))) {
    await tellAdmins(strapi, who);
    return { wait: await secondsToWait(strapi, asker) };
  }
  const answer = await ask();
  if (found(answer) || !(await looksAlike())) await takeBack(strapi, asker);
  else await tellAdmins(strapi, who);
  return { answer };
}

async function tellAdmins(strapi: Core.Strapi, who: SignedIn): Promise<void> {
  const standing = await toTell(strapi, { tenant: who.tenant.id, account: who.agent.id });
  if (standing) await tell(strapi, who, standing);
}
