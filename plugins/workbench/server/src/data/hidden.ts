/** Questions about values behind stars (D25): each is counted, and those that miss are few (`hidden` of record-plane). */
import type { Core } from '@strapi/strapi';
import type { Filter } from '@zuoxi/contracts';
import { ask, type Caller, name, Refused, service, type Sql, sql } from '@zuoxi/record-plane';
import type { VisibleType } from '../schema/type-schema';

const asksBehind = ({ fields }: VisibleType, filter: Filter): boolean =>
  filter.some((condition) => fields.some(({ field, access }) => access === 'masked' && field.path === condition.field));

type Reading<T> = {
  /** the same question about what looks like it */
  alike: () => Sql;
  read: () => Promise<T>;
  found: (answer: T) => boolean;
};

export async function counted<T>(
  strapi: Core.Strapi,
  { who }: Caller,
  seen: VisibleType,
  filter: Filter,
  reading: Reading<T>,
): Promise<T> {
  const { alike, read, found } = reading;
  if (!asksBehind(seen, filter)) return read();
  const where = alike();
  const looksAlike = async (): Promise<boolean> =>
    (await ask(strapi, sql`select 1 from ${name(seen.type.table)} t where ${where} limit 1`)).length > 0;
  const answered = await service(strapi, 'hidden').ask(who, { ask: read, found, looksAlike });
  if ('wait' in answered) throw new Refused('tooManyAttempts', answered);
  return answered.answer;
}
