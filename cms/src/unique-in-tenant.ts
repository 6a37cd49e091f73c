import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';

/** The database's own words: a unique index, and what is claimed across all tenants (`call-control`, `lines/claims.ts`). */
const Trouble = z.object({ code: z.enum(['23505', '23503']), constraint: z.string().optional(), detail: z.string().optional() });

/** What is taken is said, whose it is not: the other one may be anybody. */
const claims: Readonly<Record<string, { field: string; code: 'taken' | 'unknownRow'; words: string }>> = {
  line_claims_address: {
    field: 'addresses',
    code: 'taken',
    words: '该来源地址已属于其他中继 (this address belongs to another trunk)',
  },
  line_claims_account: {
    field: 'host',
    code: 'taken',
    words: '该外呼地址与鉴权用户已被使用 (this host and digest user are taken)',
  },
  line_claims_number: { field: 'number', code: 'taken', words: '该号码已被分配 (this number is granted already)' },
  line_claims_trunk: {
    field: 'trunk',
    code: 'unknownRow',
    words: '号码只能挂在本租户或共用的中继上 (not a line of this tenant)',
  },
};

/** What is unique is unique by the database, which Strapi's forms do not know: they would show an internal error. In `register()`. */
export function sayWhatIsTaken(strapi: Core.Strapi): void {
  strapi.documents.use(async (_context, next) => {
    try {
      return await next();
    } catch (error) {
      const { code, constraint = '', detail } = Trouble.safeParse(error).data ?? {};
      const claim = claims[constraint];
      if (claim)
        throw new errors.ValidationError(claim.words, {
          errors: [{ path: [claim.field], name: 'ValidationError', message: claim.words, code: claim.code, limit: detail }],
        });
      if (code === '23505')
        throw new errors.ApplicationError('同一租户内已有相同的编号或名称 (taken in this tenant)', { constraint });
      throw error;
    }
  });
}
