/**
 * Schema in, screens out (design §5). GET /api/workbench/schema: the content types, the tenant's own fields and the views, cut to the caller's role.
 * The workbench builds its menus, lists, filters and forms from this alone, again whenever `version` changes.
 */
import { z } from 'zod';
import { FieldPath, Sort, TypeName } from './data';
import { ActionPermission, FieldAccess, Permissions, PluginAction, RoleBase, Scope } from './permissions';
import { ScreenView } from './screen-view';
import { line } from './text';

export const Label = z.object({ zh: line(1000), en: line(1000) });
export type Label = z.infer<typeof Label>;

const text = z.object({
  minLength: z.number().int().optional(),
  maxLength: z.number().int().optional(),
  pattern: line(1000).optional(),
});
const range = z.object({ min: z.number().optional(), max: z.number().optional() });
const many = z.object({ many: z.boolean() });
export const Choice = z.object({ value: line(255), label: Label });
export type Choice = z.infer<typeof Choice>;

/** What a field holds: all of Strapi's attribute types, and those that tenants make. */
const plain = z.discriminatedUnion('kind', [
  text.extend({ kind: z.literal('text') }),
  text.extend({ kind: z.literal('longText') }),
  text.extend({ kind: z.literal('richText') }), // Markdown
  z.object({ kind: z.literal('blocks') }), // Strapi's block editor
  text.extend({ kind: z.literal('email') }),
  text.extend({ kind: z.literal('phone') }),
  text.extend({ kind: z.literal('uid') }),
  text.extend({ kind: z.literal('password') }), // written, never read
  range.extend({ kind: z.literal('integer'), unit: z.literal('ms').optional() }), // ms: a duration
  range.extend({ kind: z.literal('bigInteger') }), // as text
  range.extend({ kind: z.literal('decimal') }),
  z.object({ kind: z.literal('date') }),
  z.object({ kind: z.literal('time') }),
  z.object({ kind: z.literal('datetime') }),
  z.object({ kind: z.literal('boolean') }),
  z.object({ kind: z.literal('choice'), choices: z.array(Choice) }),
  z.object({ kind: z.literal('multiChoice'), choices: z.array(Choice) }),
  z.object({ kind: z.literal('json') }),
  z.object({ kind: z.literal('subject') }), // any row: { type, id }
  many.extend({ kind: z.literal('file'), accept: z.array(z.enum(['images', 'videos', 'audios', 'files'])) }),
  many.extend({ kind: z.literal('relation'), target: TypeName }),
]);

const common = z.object({
  path: FieldPath,
  label: Label,
  help: Label.optional(),
  required: z.boolean(),
  /** `masked`: shown with stars, not written, found only by its whole value */
  access: FieldAccess.exclude(['hidden']),
  default: z.unknown().optional(),
  /** said when the row is made, and never changed */
  fixed: z.boolean().optional(),
  sortable: z.boolean(),
  /** whether lists may be filtered by it, and with which ideas: see `FilterOp` */
  filterable: z.boolean(),
});
export const FieldKind = plain;
export type FieldKind = z.infer<typeof FieldKind>;

export type FieldSchema = z.infer<typeof common> & {
  of:
    | FieldKind
    | { kind: 'component'; many: boolean; fields: FieldSchema[] }
    | { kind: 'zone'; components: { name: string; label: Label; fields: FieldSchema[] }[] };
};
export const FieldSchema: z.ZodType<FieldSchema> = z.lazy(() =>
  common.extend({
    of: z.union([
      plain,
      z.object({ kind: z.literal('component'), many: z.boolean(), fields: z.array(FieldSchema) }),
      z.object({
        kind: z.literal('zone'),
        components: z.array(z.object({ name: z.string(), label: Label, fields: z.array(FieldSchema) })),
      }),
    ]),
  }),
);

export const Section = z.enum(['business', 'settings']);
export type Section = z.infer<typeof Section>;

export const TypeSchema = z.object({
  name: TypeName,
  /** a type that has one row only: its page is the form */
  single: z.boolean(),
  label: Label,
  help: Label.optional(),
  section: Section,
  /** null: reached through relations alone */
  menu: z.object({ position: z.number(), icon: z.string() }).nullable(),
  /** the field that stands for a row wherever one is named */
  title: FieldPath,
  fields: z.array(FieldSchema),
  /** made by what happens: nobody writes its rows, whatever the role says, and tenants add no fields to it */
  readOnly: z.boolean(),
  may: z.object({ create: z.boolean(), read: Scope, update: Scope, delete: Scope }),
  view: ScreenView,
});
export type TypeSchema = z.infer<typeof TypeSchema>;

/** A plugin's module for the workbench: an ES module of our own origin, loaded at run time. */
export const UiModule = z.object({ plugin: z.string(), url: z.string().startsWith('/') });
export type UiModule = z.infer<typeof UiModule>;

export const WorkbenchSchema = z.object({
  version: z.string(),
  types: z.array(TypeSchema),
  actions: z.array(ActionPermission),
  modules: z.array(z.string()),
  ui: z.array(UiModule),
  /** for who gives rights (action `accounts`): how a role of each base begins, plugins' types included, and the actions that plugins add */
  roles: z
    .object({
      bases: z.record(RoleBase, Permissions),
      actions: z.array(z.object({ name: PluginAction, label: Label })),
    })
    .optional(),
});
export type WorkbenchSchema = z.infer<typeof WorkbenchSchema>;

/** GET /api/workbench/changes: server-sent events, one JSON a message. A client that reconnects asks for the schema again. */
export const Change = z.discriminatedUnion('t', [
  z.object({ t: z.literal('schema'), version: z.string() }),
  z.object({ t: z.literal('rows'), type: TypeName }),
  z.object({ t: z.literal('sessionEnded') }),
]);
export type Change = z.infer<typeof Change>;

/** A field that a tenant made at run time: the body of POST and PUT /api/workbench/fields. */
export const CustomField = z.strictObject({
  type: TypeName,
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  label: Label,
  help: Label.optional(),
  of: z.discriminatedUnion('kind', [
    text.extend({ kind: z.literal('text') }),
    text.extend({ kind: z.literal('longText') }),
    text.extend({ kind: z.literal('phone') }),
    text.extend({ kind: z.literal('email') }),
    range.extend({ kind: z.literal('integer') }),
    range.extend({ kind: z.literal('decimal') }),
    z.object({ kind: z.literal('date') }),
    z.object({ kind: z.literal('datetime') }),
    z.object({ kind: z.literal('boolean') }),
    z.object({ kind: z.literal('choice'), choices: z.array(Choice).min(1).max(200) }),
    z.object({ kind: z.literal('multiChoice'), choices: z.array(Choice).min(1).max(200) }),
    many.extend({
      kind: z.literal('file'),
      accept: z.array(z.enum(['images', 'videos', 'audios', 'files'])).default(['images', 'files']),
    }),
    many.extend({ kind: z.literal('relation'), target: TypeName }),
  ]),
  required: z.boolean().default(false),
  /** makes lists that sort and filter by it fast */
  indexed: z.boolean().default(false),
  default: z.unknown().optional(),
  position: z.number().int().min(0).max(10_000).default(100),
});
export type CustomField = z.infer<typeof CustomField>;
export { Sort };
