import type { Core } from '@strapi/strapi';
import type { CallersRows } from '@zuoxi/plugin';
import { service, type Caller } from '@zuoxi/record-plane';

/** Rows as that caller may see and write them. */
export function rowsFor(strapi: Core.Strapi, caller: Caller): CallersRows {
  const rows = service(strapi, 'rows');
  return {
    find: (type, query) => rows.find(caller, type, query),
    one: (type, id) => rows.one(caller, type, id),
    count: (type, query) => rows.count(caller, type, query),
    create: (type, values, set) => rows.create(caller, type, values, set),
    change: (type, id, values, set) => rows.change(caller, type, id, values, set),
    reaches: (type, id, may) => rows.reaches(caller, type, id, may),
  };
}
