/** Whose mailbox a request is about: always the asker's own. */
import type { Core } from '@strapi/strapi';
import { whoActs } from '@zuoxi/accounts/context';
import { rowsOf } from '@zuoxi/accounts/tables';
import { SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';

export type Owner = {
  who: SignedIn;
  /** the tenant's primary key */
  tenant: number;
  /** the account's; null: an operator who acts inside an enterprise has no mailbox there */
  account: number | null;
};

/** Inside the middleware `plugin::accounts.signed-in`. */
export async function ownerOf(strapi: Core.Strapi, ctx: Context): Promise<Owner> {
  const who = SignedIn.parse(ctx.state.signedIn);
  const acting = whoActs(strapi);
  if (acting?.as !== 'tenant') throw new Error('a mailbox is asked for by nobody’s tenant');
  const [row] = await rows(
    strapi,
    z.object({ id: z.number() }),
    'select id from up_users where tenant_id = ? and document_id = ?',
    [acting.row, who.agent.id],
  );
  return { who, tenant: acting.row, account: row?.id ?? null };
}

type Value = string | number | null | Date | readonly (string | number)[];

/** Rows of a statement, parsed. */
export async function rows<S extends z.ZodType>(
  strapi: Core.Strapi,
  schema: S,
  statement: string,
  values: readonly Value[],
): Promise<z.output<S>[]> {
  return z.array(schema).parse(await rowsOf(strapi, statement, values));
}
