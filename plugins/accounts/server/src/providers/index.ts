/** Messages of a tenant, for other plugins: `@zuoxi/accounts/providers`. */
import type { Core } from '@strapi/strapi';
import { partsOf } from '../parts';
import type { Message } from './delivery';

export type { Message } from './delivery';

/** Writes it into the outbox and lets it leave by the tenant's provider. */
export const sendMessage = (strapi: Core.Strapi, message: Message): Promise<void> => partsOf(strapi).delivery.send(message);
