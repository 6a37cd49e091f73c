/**
 * Passwords of desk phones. They are guessed by machines over SIP, so there is a floor that no enterprise lowers; and of each only the HA1 is kept. The
 * database itself makes it, so that no writer, SQL included, leaves a password in clear.
 */
import type { Core } from '@strapi/strapi';
import { passwordTroubles, type FieldIssue, type PasswordRules } from '@zuoxi/contracts';
import { sipDomain } from '@zuoxi/contracts/environment';
import { ask, runAs, sql } from '@zuoxi/record-plane';
import { isBroken } from './broken';

const field = 'phonePassword';
const floor = { min: 8, max: 64 } as const;

/** `12345678`, `87654321`, `aaaaaaaa`: every step is the same. */
function isRun(password: string): boolean {
  const codes = [...password].map((one) => one.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)));
  return steps.size <= 1;
}
/** `12121212`, `abcabcabc`: one part again and again. */
const repeats = (password: string): boolean => /^(.{1,8}?)\1+$/u.test(password);
/** A machine tries all of them. */
const isShortNumber = (password: string): boolean => /^[0-9]{0,11}$/.test(password);

/** What is wrong with it, by the tenant's rules and the floor; a phone is typed into once, so it may be long. Empty: nothing. */
export function phonePasswordIssues(rules: PasswordRules, password: string): FieldIssue[] {
  const { min, max } = { min: Math.max(floor.min, rules.min), max: Math.max(floor.max, rules.max) };
  const faults = passwordTroubles({ ...rules, min, max, screened: true }, password, { common: isBroken(password), names: [] });
  const length = [...password].length;
  const issues = faults.map((fault): FieldIssue => {
    if (fault !== 'length') return { field, code: 'pattern', limit: fault };
    return length < min ? { field, code: 'tooShort', limit: min } : { field, code: 'tooLong', limit: max };
  });
  if (issues.length > 0) return issues;
  return isRun(password) || repeats(password) || isShortNumber(password) ? [{ field, code: 'pattern', limit: 'common' }] : [];
}

/** Nothing said changes nothing, because a form that shows no password brings none back; the empty text takes the phone away. */
const trigger = `
  create or replace function zuoxi_phone_digest() returns trigger language plpgsql as $$
  begin
    if new.phone_password is not null then
      new.phone_digest := case when new.phone_password <> '' then md5(new.document_id || ':${sipDomain}:' || new.phone_password) end;
      new.phone_password := null;
    end if;
    return new;
  end $$;
  create or replace trigger zuoxi_phone_digest before insert or update of phone_password on up_users for each row execute function zuoxi_phone_digest();
`;

/** In `bootstrap()`. What a version before left in clear becomes its HA1, and its old self is not left in the file of the table. */
export const keepPhonesAsHa1 = (strapi: Core.Strapi): Promise<void> =>
  runAs({ as: 'system' }, async () => {
    await ask(strapi, { text: trigger, values: [] });
    const clear = 'update up_users set phone_password = phone_password where phone_password is not null returning id';
    if ((await ask(strapi, { text: clear, values: [] })).length > 0) await ask(strapi, sql`vacuum (full) up_users`);
  });
