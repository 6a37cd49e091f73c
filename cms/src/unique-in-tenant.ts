import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

const isTaken = (error: unknown): error is { code: string; constraint?: string } =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';

/** What is unique in a tenant is unique by an index, which Strapi's forms do not know: they would show an internal error. In `register()`. */
export function sayWhatIsTaken(strapi: Core.Strapi): void {
  strapi.documents.use(async (_context, next) => {
    try {
      return await next();
    } catch (error) {
      if (isTaken(error))
        throw new errors.ApplicationError('同一租户内已有相同的编号或名称 (taken in this tenant)', {
          constraint: error.constraint,
        });
      throw error;
    }
  });
}
