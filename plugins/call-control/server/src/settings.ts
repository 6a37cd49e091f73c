import type { Core } from '@strapi/strapi';
import { BucketConnection } from '@zuoxi/contracts/environment';
import { z } from 'zod';

/** What `cms/config/plugins.ts` gives this plugin. */
export const Settings = z.object({
  /** the switch's /feed */
  feedUrl: z.string().startsWith('ws://'),
  feedSecret: z.string().min(32),
  /** seals numbers and signs the urls of recordings */
  liveSecret: z.string().min(32),
  /** seals the directory that is kept for the next start */
  encryption: z.string().min(32),
  shard: z.string().min(1),
  /** the folder that the mixer writes */
  recordings: z.string().min(1),
  /** where whole recordings are moved to; null: they stay */
  bucket: BucketConnection.nullable(),
  /** the folder that the mixer plays from */
  sounds: z.string().min(1),
});
export type Settings = z.infer<typeof Settings>;

export const settingsOf = (strapi: Core.Strapi): Settings => Settings.parse(strapi.config.get('plugin::call-control'));
