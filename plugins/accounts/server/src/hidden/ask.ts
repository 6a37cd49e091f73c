/** The one door for questions about a whole value that the asker sees with stars (D25): `HiddenValues` of record-plane. */
import type { Core } from '@strapi/strapi';
import type { SignedIn } from '@zuoxi/contracts';
import { type HiddenQuestion } from '@zuoxi/record-plane';
import { count, secondsToWait, takeBack, toTell } from './budget';
import { tell } from './tell';

export async function askHidden<T>(
  strapi: Core.Strapi,
  who: SignedIn,
  { ask, found, looksAlike }: HiddenQuestion<T>,
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
