import type { Core } from '@strapi/strapi';
import { runAs } from '@zuoxi/accounts/context';
import { labelContentTypes } from './labels';
import { seed } from './seed';

export default {
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await labelContentTypes(strapi);
    await runAs({ as: 'system' }, () => seed(strapi));
  },
};
