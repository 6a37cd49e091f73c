/** Is this the account's password? Every refusal comes after one bcrypt comparison: nothing tells which part was wrong (LOG-13). */
import type { Core } from '@strapi/strapi';
import type { CaptchaAnswer } from '@zuoxi/contracts';
import { act } from '../acts';
import type { Account } from '../agents';
import { Refused } from '../answering';
import { partsOf } from '../parts';
import { count, failed, forgive, mayTry, takeBack, type Guessed } from './failures';

/** A hash of nobody's password, as costly to compare as Strapi's own (bcrypt, 10 rounds). */
const nobodys = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

type Given = { password: string; captcha?: CaptchaAnswer };

const compare = (strapi: Core.Strapi, password: string, hash: string | null): Promise<boolean> =>
  strapi
    .plugin('users-permissions')
    .service('user')
    .validatePassword(password, hash ?? nobodys);

/** Counts the attempt. A number: frozen for so many seconds. */
async function attempt(strapi: Core.Strapi, who: Guessed, captcha: 'none' | 'wrong' | 'solved'): Promise<number | null> {
  // what others counted between the question and the count is asked for once more
  for (let i = 0; i < 2; i++) {
    const may = await mayTry(strapi, who, captcha === 'solved');
    if (may.may === 'wait') return may.seconds;
    if (may.may === 'solveCaptcha') break;
    if (await count(strapi, who, captcha === 'solved')) return null;
  }
  throw new Refused(captcha === 'wrong' ? 'wrongCaptcha' : 'captchaNeeded');
}

async function wrong(strapi: Core.Strapi, candidates: readonly Account[], name: string): Promise<void> {
  if (!candidates.length) await failed(strapi, { name });
  for (const account of candidates)
    if (await failed(strapi, { user: account.row })) await act(strapi, account, 'account.frozen', {}, 'nobody');
}

/**
 * Those of the accounts that the password opens (mostly there is one account); throws the refusal when none. `name` is what was typed, and counts where
 * there is no account.
 */
export async function prove(strapi: Core.Strapi, accounts: readonly Account[], name: string, given: Given): Promise<Account[]> {
  const solved = given.captcha && partsOf(strapi).captchas.answer(given.captcha, Date.now());
  const captcha = solved ? 'solved' : given.captcha ? 'wrong' : 'none';
  const candidates: Account[] = [];
  const waits: number[] = [];
  for (const account of accounts) {
    const wait = await attempt(strapi, { user: account.row }, captcha);
    if (wait === null) candidates.push(account);
    else waits.push(wait);
  }
  const stranger = accounts.length ? null : await attempt(strapi, { name }, captcha);
  if (stranger !== null) waits.push(stranger);
  if (waits.length && !candidates.length) throw new Refused('frozen', { wait: Math.min(...waits) });

  if (!candidates.length) await compare(strapi, given.password, null);
  const opened: Account[] = [];
  for (const account of candidates) {
    const right = await compare(strapi, given.password, account.password);
    if (account.password && right && !account.blocked) opened.push(account);
  }
  if (!opened.length) {
    await wrong(strapi, candidates, name);
    throw new Refused('wrongCredentials');
  }
  // an address may have accounts in several contact centers: the password of one must not clear what was guessed at another
  for (const { row } of candidates) await (opened.some((account) => account.row === row) ? forgive : takeBack)(strapi, row);
  return opened;
}
