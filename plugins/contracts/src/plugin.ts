/** Plugins of integrators: what the workbench's page of plugins asks (GET and PUT /api/workbench/plugins…; action `plugins`). */
import { z } from 'zod';
import { Time } from './ids';
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

/** Long work that a plugin does for somebody, below /api/workbench/jobs. Whose it is hears of each change by `rows` of the type `long-job` (`Change`). */
export const JobState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;
export const JobRow = z.object({
  id: z.string(),
  plugin: PluginName,
  name: z.string(),
  label: Label,
  state: JobState,
  /** so many of so many; `total` null: not known */
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** what it returned, when it is done: the plugin's own shape */
  result: z.unknown(),
  /** why it failed: a code of `RestErrorCode`, for people in their words */
  trouble: z.string().nullable(),
  /** when it was asked for */
  at: Time,
});
export type JobRow = z.infer<typeof JobRow>;
/** GET /jobs: the asker's own of the last week, the newest first, at most fifty. */
export const JobsReply = z.object({ data: z.array(JobRow) });
/** GET /jobs/:id and DELETE /jobs/:id, which cancels it: what it has done by then stays done. */
export const JobReply = z.object({ data: JobRow });
