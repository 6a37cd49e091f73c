import type { Core } from '@strapi/strapi';
import { defaultPasswordRules, passwordTroubles, PasswordRules, type FieldIssue, type PasswordFault } from '@zuoxi/contracts';
import { z } from 'zod';
import { Refused } from '../answering';
import { runAs } from '../context';
import { rowsOf } from '../tables';

const { min, max } = defaultPasswordRules;
const columns = `coalesce(password_min, ${min}) as min, coalesce(password_max, ${max}) as max, coalesce(password_digits, true) as digits,
  coalesce(password_letters, true) as letters, coalesce(password_symbols, true) as symbols`;

/** The tenant's (by its row's id), D15's where it has not set any. */
export const passwordRules = async (strapi: Core.Strapi, tenant: number): Promise<PasswordRules> => {
  const rows = await runAs({ as: 'system' }, () => rowsOf(strapi, `select ${columns} from tenants where id = ?`, [tenant]));
  return z.array(PasswordRules).parse(rows)[0] ?? defaultPasswordRules;
};

const issue = (rules: PasswordRules, password: string, fault: PasswordFault): FieldIssue => {
  if (fault !== 'length') return { field: 'password', code: 'pattern', limit: fault };
  const short = [...password].length < rules.min;
  return { field: 'password', code: short ? 'tooShort' : 'tooLong', limit: short ? rules.min : rules.max };
};

/** What is wrong with the password, as issues of the field `password`. */
export const passwordIssues = (rules: PasswordRules, password: string): FieldIssue[] =>
  passwordTroubles(rules, password).map((fault) => issue(rules, password, fault));

/** Throws `weakPassword` with what is wrong. */
export async function demandGood(strapi: Core.Strapi, tenant: number, password: string): Promise<void> {
  const issues = passwordIssues(await passwordRules(strapi, tenant), password);
  if (issues.length) throw new Refused('weakPassword', { issues });
}
