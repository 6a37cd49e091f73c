/** What Strapi's event hub says, as changes: rows after their commit, ended sessions, and what others say of the schema. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { sessionsEndedEvent, whoActs } from '@zuoxi/record-plane';
import { uids } from '../types/uids';
import { workbenchOf } from '../workbench';
import { hubOf } from './hub';

const Written = z.looseObject({ uid: z.string(), entry: z.looseObject({ documentId: z.string() }) });
/** A session that moves is told by the live plane. */
const Ended = z.looseObject({ sessions: z.array(z.string()), moved: z.literal(false) });
const Schema = z.looseObject({ tenant: z.string() });

/** Roles, accounts and tenants say what a session may. */
const says: Readonly<
  Record<string, (tenant: number | null, id: string) => { tenant?: number; tenantId?: string; agent?: string }>
> = {
  [uids.role]: (tenant) => (tenant === null ? {} : { tenant }),
  [uids.account]: (_tenant, agent) => ({ agent }),
  [uids.tenant]: (_tenant, tenantId) => ({ tenantId }),
};

/** Returns how to stop. */
export function listen(strapi: Core.Strapi): () => void {
  const hub = hubOf(strapi);
  const written = async (given: unknown): Promise<void> => {
    const told = Written.safeParse(given);
    const type = told.success ? workbenchOf(strapi).catalogue.of(told.data.uid) : null;
    if (!told.success || !type) return;
    const who = whoActs(strapi);
    const tenant = who?.as === 'tenant' ? who.row : null;
    hub.rowsChanged(tenant, type.name);
    const over = says[type.uid]?.(tenant, told.data.entry.documentId);
    if (over) hub.startOver(over);
  };
  const ended = async (given: unknown): Promise<void> => {
    for (const session of Ended.safeParse(given).data?.sessions ?? []) hub.sessionEnded(session);
  };
  const schema = async (given: unknown): Promise<void> => {
    const told = Schema.safeParse(given);
    if (told.success) hub.startOver({ tenantId: told.data.tenant });
  };
  const stops = [
    ...['entry.create', 'entry.update', 'entry.delete'].map((name) => strapi.eventHub.on(name, written)),
    strapi.eventHub.on(sessionsEndedEvent, ended),
    strapi.eventHub.on('workbench.schema', schema),
  ];
  return () => stops.forEach((stop) => stop());
}
