import type { Core } from '@strapi/strapi';
import { z } from 'zod';

/** What `cms/config/plugins.ts` gives this plugin. */
export const Settings = z.object({
  /** signs live tokens; the switch checks them */
  liveSecret: z.string().min(32),
});

export const settingsOf = (strapi: Core.Strapi) => Settings.parse(strapi.config.get('plugin::accounts'));
