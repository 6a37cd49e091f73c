import type { Core } from '@strapi/strapi';
import type { SignedIn } from '@zuoxi/contracts';
import { Refused, type Call } from '@zuoxi/plugin';
import { z } from 'zod';
import { rows } from './rows';

/** Who asks, by primary keys. `account` null: an operator who acts inside an enterprise has no customers there. */
export type Asker = { strapi: Core.Strapi; who: SignedIn; tenant: number; account: number | null };

const Found = z.object({ tenant: z.number(), account: z.number().nullable() });

export async function askerOf({ kit: { strapi, tenant }, who }: Pick<Call, 'kit' | 'who'>): Promise<Asker> {
  const [found] = await rows(
    strapi,
    Found,
    `select t.id as tenant, u.id as account from tenants t
       left join up_users u on u.tenant_id = t.id and u.document_id = ? where t.document_id = ?`,
    [who.agent.id, tenant],
  );
  if (!found) throw new Error(`no tenant ${tenant}`);
  return { strapi, who, ...found };
}

/** Whose customers are taken or made. */
export function accountOf({ account }: Asker): number {
  if (account === null) throw new Refused('forbidden');
  return account;
}

const Id = z.string().regex(/^[a-z0-9]{1,64}$/);
/** The id in a path; what is no id at all is nobody's either. */
export function idIn(given: string | undefined): string {
  const id = Id.safeParse(given);
  if (!id.success) throw new Refused('notFound');
  return id.data;
}
