import type { Core } from '@strapi/strapi';
import type { Subject } from '@zuoxi/contracts';
import { Refused, type Caller } from '@zuoxi/record-plane';
import { rowService } from './row-service';

/** May the caller read this row? No, too, where there is no such type. */
export async function isReadable(strapi: Core.Strapi, caller: Caller, { type, id }: Subject): Promise<boolean> {
  try {
    return await rowService(strapi).reaches(caller, type, id, 'read');
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
