/** Providers as they are set: the tenant's own, else the instance's (set by the operator), else the outbox. */
import type { Core, UID } from '@strapi/strapi';
import { EmailProvider, SmsProvider, type Channel } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, jsonColumn, runAs, seal, sql, unseal } from '@zuoxi/record-plane';
import { partsOf } from '../parts';
import { providerUid } from './types';

export const schemas = { email: EmailProvider, sms: SmsProvider } as const;
export type Settings = EmailProvider | SmsProvider;
export type Provider = { tenant: number | null; settings: Settings; secret: string | null };

const outbox: Provider = { tenant: null, settings: { kind: 'outbox' }, secret: null };
const Row = z.object({
  document: z.string(),
  tenant: z.number().nullable(),
  settings: jsonColumn(z.unknown()),
  secret: z.string().nullable(),
});
type Stored = z.infer<typeof Row>;

const context = (tenant: number | null, channel: Channel): string => `${tenant ?? 'instance'}/${channel}`;

async function stored(strapi: Core.Strapi, tenant: number | null, channel: Channel): Promise<Stored | null> {
  const rows = await ask(
    strapi,
    sql`select document_id as document, tenant_id as tenant, settings, secret from message_providers
     where channel = ${channel} and tenant_id is not distinct from ${tenant}`,
  );
  return z.array(Row).parse(rows)[0] ?? null;
}

const opened = (strapi: Core.Strapi, channel: Channel, row: Stored): Provider => ({
  tenant: row.tenant,
  settings: schemas[channel].parse(row.settings),
  secret: row.secret && unseal(partsOf(strapi).key('providers'), context(row.tenant, channel), row.secret),
});

/** What this tenant (null: the instance) has set itself. */
export const ownProvider = (strapi: Core.Strapi, tenant: number | null, channel: Channel): Promise<Provider | null> =>
  runAs({ as: 'system' }, async () => {
    const row = await stored(strapi, tenant, channel);
    return row && opened(strapi, channel, row);
  });

/** What the tenant's messages leave by. `tenant` of the answer is null when it is the instance's. */
export async function providerFor(strapi: Core.Strapi, tenant: number | null, channel: Channel): Promise<Provider> {
  const own = tenant === null ? null : await ownProvider(strapi, tenant, channel);
  return own ?? (await ownProvider(strapi, null, channel)) ?? outbox;
}

/** Where messages and with them the secret go. */
function destination(settings: Settings): string {
  if (settings.kind === 'smtp') return `smtp:${settings.host}:${settings.port}:${settings.security}:${settings.user}`;
  return settings.kind === 'http' ? new URL(settings.url).origin : '';
}

/** `secret`: undefined keeps the old one, unless the messages go elsewhere now: who may change the address must not learn the secret by it. */
export const setProvider = (
  strapi: Core.Strapi,
  tenant: number | null,
  channel: Channel,
  settings: Settings,
  secret: string | null | undefined,
): Promise<void> =>
  runAs({ as: 'system' }, async () => {
    const old = await stored(strapi, tenant, channel);
    const before = old && opened(strapi, channel, old);
    const kept = before && destination(before.settings) === destination(settings) ? before.secret : null;
    const plain = secret === undefined ? kept : secret;
    const data = {
      channel,
      settings,
      secret: plain && seal(partsOf(strapi).key('providers'), context(tenant, channel), plain),
      ...(tenant !== null && { tenant }),
    };
    const documents = strapi.documents(providerUid as UID.ContentType);
    if (old) await documents.update({ documentId: old.document, data });
    else await documents.create({ data });
  });
