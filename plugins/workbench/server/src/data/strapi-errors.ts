/** What Strapi and PostgreSQL refuse, in the words of the contract. */
import { errors } from '@strapi/utils';
import { FieldIssue } from '@zuoxi/contracts';
import { z } from 'zod';
import { refusalOf, Refused } from '@zuoxi/record-plane';
import type { Type } from '../types/field';

const Clash = z.looseObject({ code: z.literal('23505'), constraint: z.string().optional() });
const Details = z.looseObject({ constraint: z.string() });
const Several = z.looseObject({
  errors: z.array(
    z.looseObject({
      path: z.array(z.union([z.string(), z.number()])),
      message: z.string(),
      // a rule of the content type's own says it in the words of the contract
      code: FieldIssue.shape.code.optional(),
      limit: FieldIssue.shape.limit,
    }),
  ),
});

function taken(type: Type, constraint: string | undefined): Refused {
  const index = type.uniques.find((one) => one.index === constraint);
  const fields = type.fields.filter(
    ({ place }) => (place.at === 'column' || place.at === 'fk') && index?.columns.includes(place.column),
  );
  const issues = fields.map(({ path }): FieldIssue => ({ field: path, code: 'taken' }));
  return issues.length ? new Refused('invalid', { issues }) : new Refused('taken');
}

/** Throws the refusal; what nobody foresaw is thrown as it is. */
export function refusedBy(type: Type, error: unknown): never {
  const clash = Clash.safeParse(error);
  if (clash.success) throw taken(type, clash.data.constraint);
  if (error instanceof errors.ValidationError) {
    const several = Several.safeParse(error.details);
    const issues = (several.success ? several.data.errors : []).map(({ path, message, code, limit }): FieldIssue => ({
      field: path.join('.'),
      code: code ?? (/unique/.test(message) ? 'taken' : 'wrongKind'),
      ...(limit !== undefined && { limit }),
    }));
    throw issues.length ? new Refused('invalid', { issues }) : new Refused('badRequest', error.message);
  }
  if (error instanceof errors.ApplicationError) {
    const details = Details.safeParse(error.details);
    if (details.success) throw taken(type, details.data.constraint);
    throw new Refused('badRequest', error.message);
  }
  const refusal = refusalOf(error);
  throw refusal ? new Refused(refusal) : error;
}
