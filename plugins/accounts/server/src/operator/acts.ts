/** Going inside an enterprise and leaving it again; both chains of the audit log say who, when and why. */
import type { Core } from '@strapi/strapi';
import type { SignedIn } from '@zuoxi/contracts';
import { ask, runAs, sql } from '@zuoxi/record-plane';
import { audit } from '../audit/audit';
import { insideOf, type Inside } from './inside';

async function tell(
  strapi: Core.Strapi,
  who: SignedIn,
  inside: Inside,
  act: string,
  details: Record<string, unknown>,
): Promise<void> {
  const { agent, tenant } = who;
  const person = `${agent.number} ${agent.name}`;
  await audit(strapi, {
    tenant: inside.tenant.id,
    actor: agent.id,
    act,
    target: inside.tenant.code,
    details: { ...details, operator: person, of: tenant.code },
  });
  await audit(strapi, {
    tenant: tenant.id,
    actor: agent.id,
    act,
    target: inside.tenant.code,
    details,
  });
}

/** Screens that listen ask anew what they may see. */
const startOver = (strapi: Core.Strapi, tenant: string): Promise<void> => strapi.eventHub.emit('workbench.schema', { tenant });

/** `who`: at home. Whoever is inside another one leaves that first. */
export async function enter(strapi: Core.Strapi, who: SignedIn, into: Inside, reason: string): Promise<void> {
  await leave(strapi, who);
  await tell(strapi, who, into, 'operator.entered', { reason }); // said before it is so: nobody is ever inside unsaid
  await runAs({ as: 'system' }, () =>
    ask(strapi, sql`insert into operator_acts (session, inside, reason) values (${who.session}, ${into.row}, ${reason})`),
  );
  await startOver(strapi, who.tenant.id);
}

export async function leave(strapi: Core.Strapi, who: SignedIn): Promise<void> {
  const inside = await insideOf(strapi, who.session);
  await runAs({ as: 'system' }, () => ask(strapi, sql`delete from operator_acts where session = ${who.session}`));
  if (!inside) return;
  await tell(strapi, who, inside, 'operator.left', {});
  await startOver(strapi, inside.tenant.id);
}
