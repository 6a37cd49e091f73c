/** What the workbench plugin does for others, and how open lists learn what SQL wrote. */
import type { Core } from '@strapi/strapi';
import type { Kit } from '@zuoxi/plugin';
import { service } from '@zuoxi/record-plane';
import { uids } from './types/words';

/** What is set up for a campaign shows where its customers do, also to agents, who see no settings. */
export const tellSettings = ({ strapi, tenant }: Kit): void => {
  service(strapi, 'changes').rowsArrived(tenant, 'campaign-customer');
};

/** As Strapi itself tells what its documents wrote: open lists follow, and plugins that asked for the type. After the commit. */
export async function tellChanged(strapi: Core.Strapi, customers: readonly string[]): Promise<void> {
  for (const documentId of customers)
    await strapi.eventHub.emit('entry.update', { uid: uids.customer, model: 'campaign-customer', entry: { documentId } });
}
