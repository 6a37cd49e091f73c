import type { Core } from '@strapi/strapi';
import {
  classesOfCharacters,
  defaultPasswordRules,
  passwordTroubles,
  PasswordRules,
  type FieldIssue,
  type PasswordFault,
} from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, raw, Refused, runAs, sql, whole } from '@zuoxi/record-plane';
import type { Account } from '../agents';
import { idleHours, longestHours } from '../sessions';
import { isBroken } from './broken';

const { min, max } = classesOfCharacters;
/** What is not set was not there yet when the enterprise was made. */
const columns = `coalesce(password_min, ${min}) as min, coalesce(password_max, ${max}) as max, coalesce(password_digits, true) as digits,
  coalesce(password_letters, true) as letters, coalesce(password_symbols, true) as symbols, coalesce(password_screened, false) as screened`;

/** The tenant's (by its row's id), D15's where it has not set any; of no tenant, those of a new one. */
export const passwordRules = async (strapi: Core.Strapi, tenant: number): Promise<PasswordRules> => {
  const rows = await runAs({ as: 'system' }, () => ask(strapi, sql`select ${raw(columns)} from tenants where id = ${tenant}`));
  return z.array(PasswordRules).parse(rows)[0] ?? defaultPasswordRules;
};

/**
 * At boot: enterprises of before say in so many words what held for them, so that a form that is saved does not take it away. New ones have all of it from the
 * type's defaults.
 */
export const keepOldRules = (strapi: Core.Strapi): Promise<unknown> =>
  ask(
    strapi,
    sql`update tenants set password_min = coalesce(password_min, ${whole(min)}), password_max = coalesce(password_max, ${whole(max)}),
       password_digits = coalesce(password_digits, true), password_letters = coalesce(password_letters, true),
       password_symbols = coalesce(password_symbols, true), password_screened = coalesce(password_screened, false),
       session_idle_hours = coalesce(session_idle_hours, ${whole(idleHours)}), session_hours = coalesce(session_hours, ${whole(longestHours)})
     where password_min is null or password_max is null or password_digits is null or password_letters is null or password_symbols is null
       or password_screened is null or session_idle_hours is null or session_hours is null`,
  );

const issue = (rules: PasswordRules, password: string, fault: PasswordFault): FieldIssue => {
  if (fault !== 'length') return { field: 'password', code: 'pattern', limit: fault };
  const short = [...password].length < rules.min;
  return { field: 'password', code: short ? 'tooShort' : 'tooLong', limit: short ? rules.min : rules.max };
};

/** Whose password it is to be: the tenant's row, and the names that must not stand in it. */
export type Whose = { tenant: number; names: readonly (string | null | undefined)[] };

export const whoseOf = ({ tenantRow, number, name, nickname, code, tenantName, email, mobile }: Account): Whose => ({
  tenant: tenantRow,
  names: [number, name, nickname, code, tenantName, email?.split('@')[0], mobile],
});

/** What is wrong with the password, as issues of the field `password`. */
export async function passwordIssues(strapi: Core.Strapi, { tenant, names }: Whose, password: string): Promise<FieldIssue[]> {
  const rules = await passwordRules(strapi, tenant);
  const context = { common: rules.screened && isBroken(password), names: names.filter((name) => typeof name === 'string') };
  return passwordTroubles(rules, password, context).map((fault) => issue(rules, password, fault));
}

/** Throws `weakPassword` with what is wrong. */
export async function demandGood(strapi: Core.Strapi, whose: Whose, password: string): Promise<void> {
  const issues = await passwordIssues(strapi, whose, password);
  if (issues.length) throw new Refused('weakPassword', { issues });
}
