/** What each kind of field can: a table. */
import type { Kind, FieldStorage } from '../types/field';

type Traits = { sortable: boolean; filterable: boolean; column: boolean };
const all: Traits = { sortable: true, filterable: true, column: true };
const none: Traits = { sortable: false, filterable: false, column: false };

/** `column`: presentable in a list without being asked for. */
const traits: Readonly<Record<Kind['kind'], Traits>> = {
  text: all,
  phone: all,
  email: all,
  uid: all,
  integer: all,
  bigInteger: all,
  decimal: all,
  date: all,
  time: all,
  datetime: all,
  boolean: all,
  choice: all,
  relation: { sortable: false, filterable: true, column: true },
  longText: { sortable: false, filterable: true, column: false },
  richText: { sortable: false, filterable: true, column: false },
  subject: { sortable: false, filterable: false, column: true },
  multiChoice: { sortable: false, filterable: true, column: true },
  file: none,
  blocks: none,
  password: none,
  json: none,
  component: none,
  zone: none,
};

/** Rows sort by what a foreign key points to, but not by lists of others. */
export const traitsOf = (of: Kind, place: FieldStorage): Traits =>
  place.at === 'fk' ? { ...traits[of.kind], sortable: true } : traits[of.kind];

export const isText = (of: Kind): boolean => ['text', 'longText', 'richText', 'email', 'phone', 'uid'].includes(of.kind);
