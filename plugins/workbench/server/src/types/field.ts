/** A field as the server knows it: what the schema says, and where its value lies. */
import type { ActionPermission, FieldKind, Label, Sort } from '@zuoxi/contracts';
import type { Partakers } from './options';

export type Kind =
  | FieldKind
  | { kind: 'component'; many: boolean; fields: Field[] }
  | { kind: 'zone'; components: { name: string; label: Label; fields: Field[] }[] };

export type FieldStorage =
  | { at: 'column'; column: string }
  /** a key of the row's `custom` */
  | { at: 'custom'; name: string }
  /** a foreign key in the row */
  | { at: 'fk'; column: string; target: string }
  /** a table of links; `own` points to the row */
  | { at: 'links'; table: string; own: string; other: string; order: string | null; target: string; many: boolean }
  /** foreign keys in the other rows */
  | { at: 'inverse'; column: string; target: string; many: boolean }
  | { at: 'media'; attribute: string; many: boolean }
  /** any row: its id, and the name of its type */
  | { at: 'subject'; column: string; typeColumn: string }
  | { at: 'parts' } // components and zones, read by Strapi
  /** written, never read; the column says whether there is one */
  | { at: 'secret'; column: string | null };

export type Field = {
  path: string;
  /** the attribute; for a tenant's own field its name below `custom` */
  name: string;
  label: Label;
  help?: Label;
  of: Kind;
  place: FieldStorage;
  required: boolean;
  default?: unknown;
  unique: boolean;
  mask: boolean;
  search: boolean;
  indexed: boolean;
  /** what no role may exceed */
  most: 'read' | 'write';
  /** what whoever writes it must be allowed */
  needs: ActionPermission | null;
  /** an operator's to write, nobody else's */
  granted: boolean;
  /** said when the row is made, and for good */
  fixed: boolean;
};

/** Whose rows are *own* and *group*: how each kind of type answers that. */
export type Ownership = 'columns' | 'account' | 'group' | 'tenant' | 'partakers' | 'nobody';
export type TenantKey = 'row' | 'relation' | 'text' | 'none';

export type Type = {
  uid: string;
  name: string;
  table: string;
  single: boolean;
  label: Label;
  help?: Label;
  section: 'business' | 'settings';
  /** `from`: for those who read at least so much */
  menu: { position: number; icon: string; from: 'own' | 'group' } | null;
  title: string;
  /** what a list of it begins with; empty: what is sensible */
  columns: string[];
  filters: string[];
  sort: Sort | null;
  readOnly: boolean;
  /** an operator's to make and delete; at home he sees those of all enterprises */
  granted: boolean;
  pool: boolean;
  partakers: Partakers | null;
  fields: Field[];
  ownership: Ownership;
  tenant: TenantKey;
  /** rows have a draft and perhaps a published copy: people work on the draft, and what they save is published */
  drafts: boolean;
  localized: boolean;
  hasCustom: boolean;
  /** unique indexes: which fields a clash is about */
  uniques: { index: string; columns: string[] }[];
};

export const titleField = (type: Type): Field | undefined => type.fields.find((field) => field.path === type.title);
