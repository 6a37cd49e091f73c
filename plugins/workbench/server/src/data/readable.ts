import type { Core } from '@strapi/strapi';
import type { Subject } from '@zuoxi/contracts';
import { Refused, type Caller } from '@zuoxi/record-plane';
import { readRow } from './list';
import { about, within } from './row-service';

/** May the caller read this row? No, too, where there is no such type or row. */
export async function isReadable(strapi: Core.Strapi, caller: Caller, { type, id }: Subject): Promise<boolean> {
  try {
    const { catalogue, seen } = await about(strapi, caller, type);
    return (await within(caller, seen, () => readRow(strapi, catalogue, caller, seen, id))) !== null;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
