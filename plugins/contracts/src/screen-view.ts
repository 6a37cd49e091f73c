/**
 * How a content type's list and form look: data, edited on the screen itself. Layers are merged per key: user over role over tenant over what the schema
 * suggests (design §5).
 */
import { z } from 'zod';
import { FieldPath, Filter, Sort } from './data';
import { line } from './text';

export const Column = z.object({
  field: FieldPath,
  shown: z.boolean().default(true),
  width: z.number().int().min(40).max(1200).optional(),
  pinned: z.boolean().default(false),
});
export type Column = z.infer<typeof Column>;

export const SavedFilter = z.object({
  id: line(40),
  label: line(60).min(1),
  filter: Filter,
  sort: Sort.optional(),
});
export type SavedFilter = z.infer<typeof SavedFilter>;

export const FormField = z.object({ field: FieldPath, half: z.boolean().default(false) });
/** Sections one below the other; those with the same `tab` share a tab. */
export const FormSection = z.object({
  title: line(60),
  tab: line(60).optional(),
  fields: z.array(FormField),
});
export type FormSection = z.infer<typeof FormSection>;

/** The colours are fixed, one meaning each (CRM-23); which rows get them is a rule. */
export const RowColour = z.enum(['black', 'green', 'yellow', 'orange', 'red', 'grey', 'blue']);
export type RowColour = z.infer<typeof RowColour>;
export const ColourTest = z.discriminatedUnion('kind', [
  /** how long ago a date or time was, in days: `from` ≤ age < `to` (CRM-22) */
  z.object({ kind: z.literal('age'), field: FieldPath, from: z.number().min(0).optional(), to: z.number().min(0).optional() }),
  z.object({ kind: z.literal('filter'), filter: Filter }),
]);
export const ColourRule = z.object({
  id: line(40),
  label: line(60),
  on: z.boolean(),
  colour: RowColour,
  test: ColourTest,
});
export type ColourRule = z.infer<typeof ColourRule>;

export const ScreenView = z.object({
  columns: z.array(Column),
  sort: Sort,
  pageSize: z.union([z.literal(10), z.literal(20), z.literal(50), z.literal(100), z.literal(200)]), // CDR-21
  /** fields that the query bar offers */
  filters: z.array(FieldPath),
  saved: z.array(SavedFilter),
  form: z.array(FormSection),
  colours: z.array(ColourRule), // the first that fits counts
  /** read-only and required beyond what the schema says; never less */
  fields: z.record(line(100), z.object({ readOnly: z.boolean().optional(), required: z.boolean().optional() })),
});
export type ScreenView = z.infer<typeof ScreenView>;

export const ViewLayer = z.enum(['user', 'role', 'tenant']);
export type ViewLayer = z.infer<typeof ViewLayer>;
/** PUT /api/workbench/views/:type/:layer (`role` needs ?role=); keys not given fall through to the layer below; DELETE takes the layer away. */
export const ViewPatch = ScreenView.partial();
export type ViewPatch = z.infer<typeof ViewPatch>;

/** GET and PUT /api/workbench/package: a tenant's fields and views in one file; putting one keeps the state before it for rollback. */
export const ViewPackage = z.object({
  format: z.literal('zuoxi-views'),
  version: z.literal(1),
  fields: z.array(z.unknown()), // CustomField
  views: z.array(z.object({ type: line(100), layer: ViewLayer.exclude(['user']), role: line(100).optional(), view: ViewPatch })),
});
export type ViewPackage = z.infer<typeof ViewPackage>;
