import type { Core } from '@strapi/strapi';
import { BucketConnection } from '@zuoxi/contracts/environment';
import { z } from 'zod';
import { PluginsSettings } from './plugins';

/** What `cms/config/plugins.ts` gives the workbench plugin. */
export const Settings = PluginsSettings.extend({
  /** seals numbers for the switch */
  liveSecret: z.string().min(32),
  /** the folder of uploaded files */
  uploads: z.string(),
  /** where they are moved to; null: they stay */
  bucket: BucketConnection.nullable(),
  /** the folder of uploads on their way in */
  incoming: z.string(),
});
export type Settings = z.infer<typeof Settings>;

export const settingsOf = (strapi: Core.Strapi): Settings => Settings.parse(strapi.config.get('plugin::workbench'));
