/** Plugins of integrators: what the workbench's page of plugins asks (GET and PUT /api/workbench/plugins…; action `plugins`). */
import { z } from 'zod';
import { FieldSchema, Label } from './schema';
import { line, prose } from './text';

/** A folder's name, a module's name in `SignedIn.modules`, the first part of its routes: one word. */
export const PluginName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(40);
export type PluginName = z.infer<typeof PluginName>;

export const PluginInfo = z.object({
  name: PluginName,
  label: Label,
  about: Label.optional(),
  on: z.boolean(),
  /** the form of its settings; empty: none. A secret is a `password`: written, never read */
  settings: z.array(FieldSchema),
  /** of a secret only whether there is one: true or false */
  values: z.record(z.string(), z.unknown()),
});
export type PluginInfo = z.infer<typeof PluginInfo>;

/** GET /plugins */
export const PluginsReply = z.object({ data: z.array(PluginInfo) });
/** PUT /plugins/:name; only what is given changes. A secret is forgotten by null. */
export const PluginBody = z.strictObject({ on: z.boolean().optional(), settings: z.record(line(100), z.unknown()).optional() });
export type PluginBody = z.infer<typeof PluginBody>;
export const PluginReply = z.object({ data: PluginInfo });

/** POST /plugins/trouble: what a plugin's module broke in a browser, for the log. */
export const PluginTrouble = z.strictObject({ plugin: PluginName, where: line(40), message: prose(500) });
export type PluginTrouble = z.infer<typeof PluginTrouble>;
