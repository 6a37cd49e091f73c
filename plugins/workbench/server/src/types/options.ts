/** What a content type and its attributes say of themselves: `pluginOptions.workbench` (ARCHITECTURE, "The low-code platform"). */
import { ActionPermission, FieldAccess, Label, Section, Sort, TypeName } from '@zuoxi/contracts';
import { z } from 'zod';

const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
/**
 * A table `(tenant, agent, <row>)` of ids that says who took part: these rows are an account's own, whoever else's they are. `row` is a column of both.
 * `queue` names a queue by its id: such a row belongs to the groups that serve it, too; those with `everybodys` to each who serves it.
 */
const Partakers = z.object({
  table: identifier,
  row: identifier,
  queue: identifier.optional(),
  everybodys: z.object({ column: identifier, is: z.string() }).optional(),
});
export type Partakers = z.infer<typeof Partakers>;

const TypeWords = z.object({
  section: Section.default('business'),
  icon: z.string().max(40).default('table_rows'),
  position: z.number().default(100),
  /** false: reached through relations alone; `group`: for those who read more than their own rows */
  menu: z.union([z.boolean(), z.literal('group')]).default(true),
  label: Label.optional(),
  help: Label.optional(),
  /** on the wire; the singular name unless given */
  name: TypeName.optional(),
  /** the field that stands for a row */
  title: z.string().optional(),
  /** what the list begins with, in this order; without: the first eight fields */
  columns: z.array(z.string()).default([]),
  /** what it is asked by; without: the title, choices, dates and relations */
  filters: z.array(z.string()).default([]),
  /** without: the newest first */
  sort: Sort.optional(),
  /** made by what happens: nobody writes its rows, whatever the role says */
  readOnly: z.boolean().default(false),
  /** a new row is nobody's until somebody takes it or is given it; its group is its maker's first */
  pool: z.boolean().default(false),
  partakers: Partakers.optional(),
  /** rows are made and deleted by an operator alone, in every enterprise; which fields are his to write, each says itself */
  grantedBy: z.literal('operator').optional(),
});
/** `true` is enough; a wrong setting counts as not said, so that one slip in a builder does not take the type away. */
export const TypeOptions = z.preprocess((given) => (given === true ? {} : given), TypeWords.catch(TypeWords.parse({})));
export type TypeOptions = z.infer<typeof TypeOptions>;

const FieldWords = z.object({
  label: Label.optional(),
  help: Label.optional(),
  phone: z.boolean().default(false),
  /** what a text must fit; of types that are data, where Strapi's own `regex` would run as long as its author wants */
  pattern: z.string().optional(),
  hidden: z.boolean().default(false),
  /** with stars for roles without `unmask` (D25) */
  mask: z.boolean().default(false),
  /** what the search box looks in, with an index of its own; without any: every text field */
  search: z.boolean().default(false),
  /** sorting and filtering by it is fast with a million rows */
  index: z.boolean().default(false),
  /** an integer that is a number of milliseconds */
  duration: z.boolean().default(false),
  /** no role may do more */
  access: FieldAccess.optional(),
  /** written by those alone who are allowed this, read by others */
  needs: ActionPermission.optional(),
  /** of a private text: sealed in the database, opened by the record plane alone (`types/sealed.ts`) */
  sealed: z.boolean().default(false),
  /** of a private text that is not kept as it is typed: the attribute that is set when one was given */
  keptAs: z.string().optional(),
  /** written by an operator alone, read by others */
  grantedBy: z.literal('operator').optional(),
  /** of a text that holds the id of any row: the text beside it with the name of the row's type. Together they are one value, `{ type, id }` */
  subject: z.string().optional(),
  /** of an enumeration the labels; JSON with choices is a list of some of them */
  choices: z.record(z.string(), Label).default({}),
});
export const FieldOptions = FieldWords.catch(FieldWords.parse({}));
export type FieldOptions = z.infer<typeof FieldOptions>;

const Options = z.object({ pluginOptions: z.object({ workbench: z.unknown() }) });

const said = (given: unknown): unknown => Options.safeParse(given).data?.pluginOptions.workbench;

/** Null: the type does not belong on the workbench. */
export function typeOptions(type: unknown): TypeOptions | null {
  const words = said(type);
  return words === undefined || words === null || words === false ? null : TypeOptions.parse(words);
}

export const fieldOptions = (attribute: unknown): FieldOptions => FieldOptions.parse(said(attribute) ?? {});
