/** What a spreadsheet can hold of a type. Pure. */
import type { FieldSchema, TypeSchema } from '@zuoxi/contracts';

type Kind = FieldSchema['of']['kind'];
type Types = ReadonlyMap<string, TypeSchema>;

/** What people call a row of the type, besides its title. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = { account: ['number'], role: ['code'] };
const words: readonly Kind[] = ['text', 'longText', 'richText', 'uid', 'email', 'phone'];
const kinds: ReadonlySet<Kind> = new Set<Kind>([
  ...words,
  'integer',
  'bigInteger',
  'decimal',
  'date',
  'time',
  'datetime',
  'boolean',
  'choice',
  'multiChoice',
  'relation',
]);

/** The fields by which rows of the type are found; none where the role sees no names. */
export const namesOf = ({ name, title, fields }: TypeSchema): string[] =>
  [title, ...(alsoCalled[name] ?? [])].filter((path) =>
    fields.some((field) => field.path === path && words.includes(field.of.kind) && field.filterable && field.access !== 'masked'),
  );

export function fitsCell({ of }: FieldSchema, types: Types): boolean {
  if (of.kind !== 'relation') return kinds.has(of.kind);
  const target = types.get(of.target);
  return target !== undefined && namesOf(target).length > 0;
}

/** A yes or no always has a value. */
export const mustBeGiven = ({ of, required, default: first }: FieldSchema): boolean =>
  required && of.kind !== 'boolean' && (first === undefined || first === null);

/** Not where a row cannot be whole: with something required that no cell holds, or that the role may only see with stars. */
export const mayImport = (type: TypeSchema, types: Types): boolean =>
  type.may.create &&
  !type.readOnly &&
  !type.single &&
  type.fields.every(
    (field) => field.access === 'read' || !mustBeGiven(field) || (field.access === 'write' && fitsCell(field, types)),
  );
