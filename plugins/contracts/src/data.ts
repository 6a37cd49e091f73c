/**
 * Rows of content types over REST, the same for every type (GET/POST/PUT/DELETE /api/workbench/data/:type…). What is asked names fields of the schema
 * that the role sees; anything else is `badRequest` with the name of what is wrong.
 */
import { z } from 'zod';
import { line, prose } from './text';

/** `name` for a built-in field, `custom.name` for one that the tenant made. */
export const FieldPath = z.string().regex(/^(custom\.)?[A-Za-z][A-Za-z0-9_]{0,62}$/);
/** The singular name of a content type, or the name it chose. */
export const TypeName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);

export const FilterOp = z.enum(['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'empty', 'notEmpty']);
export type FilterOp = z.infer<typeof FilterOp>;
const Scalar = z.union([prose(1000), z.number(), z.boolean(), z.null()]);

/** Conditions are joined by and. Relations are compared by the row's id; times are ISO 8601, dates `yyyy-mm-dd`. */
export const Condition = z.strictObject({
  field: FieldPath,
  op: FilterOp,
  value: z.union([Scalar, z.array(Scalar).max(500)]).optional(),
});
export type Condition = z.infer<typeof Condition>;
export const Filter = z.array(Condition).max(30);
export type Filter = z.infer<typeof Filter>;

const json = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text, ctx) => {
    if (typeof text !== 'string') return text;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      ctx.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  }, schema);

export const Sort = z.strictObject({ field: FieldPath, order: z.enum(['asc', 'desc']) });
export type Sort = z.infer<typeof Sort>;

/** GET /data/:type. `filter` and `sort` are JSON; `search` is looked for in the type's text fields; `after` is the `next` of the page before. */
export const ListQuery = z.strictObject({
  filter: json(Filter).default([]),
  search: prose(400).trim().max(200).optional(),
  sort: json(Sort).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(10), // WB-11, CDR-21
  after: line(2000).optional(),
  /** for a page that was jumped to; costs what it skips */
  skip: z.coerce.number().int().min(0).max(100_000).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;
/** GET /data/:type/count */
export const CountQuery = ListQuery.pick({ filter: true, search: true });
export type CountQuery = z.infer<typeof CountQuery>;

/** A related row as a list shows it. */
export const Related = z.object({ id: z.string(), label: z.string() });
export type Related = z.infer<typeof Related>;
/** A file: `url` works as long as the login lasts. */
export const FileValue = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number(), url: z.string() });
export type FileValue = z.infer<typeof FileValue>;

/**
 * One row. Relations are `Related` (or a list), files `FileValue` (or a list), components objects, tenant fields below `custom`. A masked value is a
 * string with stars. A row carries `may`, cut to the row, and in `secrets` which of its passwords are set: they are written, and never read.
 */
export const DataRow = z.looseObject({
  id: z.string(),
  custom: z.record(z.string(), z.unknown()).optional(),
  may: z.object({ update: z.boolean(), delete: z.boolean() }).optional(),
  secrets: z.array(FieldPath).optional(),
});
export type DataRow = z.infer<typeof DataRow>;

export const ListReply = z.object({ data: z.array(DataRow), next: z.string().nullable() });
export type ListReply = z.infer<typeof ListReply>;
/** Counting stops where it would cost: `exact` false is "at least". */
export const CountReply = z.object({ count: z.number().int(), exact: z.boolean() });
export type CountReply = z.infer<typeof CountReply>;
export const OneReply = z.object({ data: DataRow });
export type OneReply = z.infer<typeof OneReply>;
/**
 * GET /data/:type/:id/dial/:field, for the command `call.callBack` (D25): the browser never has the number; null: there is nothing to dial. The call is about
 * the row (or what the row itself is about), unless `subject` (`<type>/<id>`, a row that the caller may read) says about what.
 */
export const SealedReply = z.object({ token: z.string().nullable() });
export type SealedReply = z.infer<typeof SealedReply>;

/** By field; what a field takes is the schema's to say. */
const Values = z.record(line(100), z.unknown());

/** POST /data/:type and PUT /data/:type/:id: only what is given changes; relations and files are given by id. */
export const WriteBody = z.strictObject({ values: Values });
export type WriteBody = z.infer<typeof WriteBody>;
/** POST /data/:type/bulk */
export const BulkBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('delete'), ids: z.array(line(64)).min(1).max(1000) }),
  z.strictObject({
    action: z.literal('update'),
    ids: z.array(line(64)).min(1).max(1000),
    values: Values,
  }),
]);
export type BulkBody = z.infer<typeof BulkBody>;
/** Rows that were not done are named with the reason. */
export const BulkReply = z.object({ done: z.number().int(), failed: z.array(z.object({ id: z.string(), code: z.string() })) });
export type BulkReply = z.infer<typeof BulkReply>;

/** POST /data/:type/import (action `import`): new rows, each made as a single one would be. */
export const ImportBody = z.strictObject({ rows: z.array(Values).min(1).max(1000) });
export type ImportBody = z.infer<typeof ImportBody>;

/** Why a value was refused: `field` is a FieldPath, inside components `field.0.inner`. */
export const FieldIssue = z.object({
  field: z.string(),
  code: z.enum([
    'required',
    'wrongKind',
    'control', // a line break in one line, or a control character in any text
    'tooShort',
    'tooLong',
    'tooSmall',
    'tooLarge',
    'pattern',
    'patternSyntax', // of a pattern itself; `limit` is the place
    'patternUnsupported',
    'patternTooLarge',
    'choice',
    'taken',
    'unknownRow',
    'unknownName', // of a part of the same row; `limit` is the name
    'notWritable',
    'unknownField',
    'ownPage', // one's own, which changes on the personal page alone, by proof
  ]),
  limit: z.union([z.string(), z.number()]).optional(),
});
export type FieldIssue = z.infer<typeof FieldIssue>;

/** What became of each row of the import, in its order: the new row's id, or why there is none. */
export const ImportReply = z.object({
  rows: z.array(z.union([z.object({ id: z.string() }), z.object({ code: z.string(), issues: z.array(FieldIssue).default([]) })])),
});
export type ImportReply = z.infer<typeof ImportReply>;
