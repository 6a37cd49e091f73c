import type { Core } from '@strapi/strapi';
import { z } from 'zod';

/** What `cms/config/plugins.ts` gives this plugin. */
export const Settings = z.object({
  /** signs live tokens; the switch checks them */
  liveSecret: z.string().min(32),
  /** seals the secrets of providers, hashes codes, signs tickets */
  encryption: z.string().min(32),
  /** may providers be asked inside this machine and its network? */
  privateHosts: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

export const settingsOf = (strapi: Core.Strapi): Settings => Settings.parse(strapi.config.get('plugin::accounts'));
