/** The accounts as the login needs them: one SQL each, tenant included. */
import type { Core } from '@strapi/strapi';
import { SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';

const Row = z.object({
  row: z.number(),
  id: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  password: z.string().nullable(),
  blocked: z.boolean().nullable(),
  tenantRow: z.number(),
  tenant: z.string(),
  code: z.string(),
  tenantName: z.string(),
  language: z.string(),
});
export type Account = z.infer<typeof Row>;

const accounts = (strapi: Core.Strapi) =>
  strapi.db.connection('up_users as u').join('tenants as t', 't.id', 'u.tenant_id').select({
    row: 'u.id',
    id: 'u.document_id',
    number: 'u.number',
    name: 'u.display_name',
    password: 'u.password',
    blocked: 'u.blocked',
    tenantRow: 't.id',
    tenant: 't.document_id',
    code: 't.code',
    tenantName: 't.name',
    language: 't.language',
  });

const first = (rows: unknown[]): Account | null => (rows[0] === undefined ? null : Row.parse(rows[0]));

/** People type the tenant's code in any case. */
export const accountByNumber = async (strapi: Core.Strapi, tenant: string, number: string): Promise<Account | null> =>
  first(await accounts(strapi).whereRaw('lower(t.code) = ?', [tenant.toLowerCase()]).andWhere('u.number', number).limit(1));

export const accountByRow = async (strapi: Core.Strapi, row: number): Promise<Account | null> =>
  first(await accounts(strapi).where('u.id', row).limit(1));

export const signedInAs = (account: Account, session: string): SignedIn =>
  SignedIn.parse({
    session,
    agent: { id: account.id, number: account.number, name: account.name ?? account.number },
    tenant: { id: account.tenant, code: account.code, name: account.tenantName, language: account.language },
  });
