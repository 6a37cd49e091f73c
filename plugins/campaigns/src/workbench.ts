/** What the workbench plugin does for others, and how open lists learn what SQL wrote. */
import type { Core } from '@strapi/strapi';
import type { TenantId } from '@zuoxi/contracts';
import type { Kit } from '@zuoxi/plugin';
import type { Context } from 'koa';
import { uids } from './types/words';

type Rows = {
  create(
    ctx: Context,
    type: string,
    values: Readonly<Record<string, unknown>>,
    set: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  reaches(ctx: Context, type: string, id: string, may: 'read' | 'update'): Promise<boolean>;
};
export const rowsService = (strapi: Core.Strapi): Rows => strapi.plugin('workbench').service('rows');

type Changes = { rowsArrived(tenant: TenantId, type: string): void };
/** What is set up for a campaign shows where its customers do, also to agents, who see no settings. */
export const tellSettings = ({ strapi, tenant }: Kit): void => {
  const changes: Changes = strapi.plugin('workbench').service('changes');
  changes.rowsArrived(tenant, 'campaign-customer');
};

/** As Strapi itself tells what its documents wrote: open lists follow, and plugins that asked for the type. After the commit. */
export async function tellChanged(strapi: Core.Strapi, customers: readonly string[]): Promise<void> {
  for (const documentId of customers)
    await strapi.eventHub.emit('entry.update', { uid: uids.customer, model: 'campaign-customer', entry: { documentId } });
}
