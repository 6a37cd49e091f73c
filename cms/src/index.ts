import type { Core } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { keepNotices } from './api/message/mailbox/notices';
import { translateColumnRelations } from './column-relations';
import { labelContentTypes } from './labels';
import { seed } from './seed';
import { refuseLostFlows } from './refuse-lost-flows';
import { sayWhatIsTaken } from './unique-in-tenant';

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    translateColumnRelations(strapi);
    sayWhatIsTaken(strapi);
    refuseLostFlows(strapi);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    keepNotices(strapi);
    await labelContentTypes(strapi);
    await runAs({ as: 'system' }, () => seed(strapi));
  },
};
