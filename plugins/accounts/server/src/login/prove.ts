/** Is this the account's password? Every refusal comes after one bcrypt comparison: nothing tells which part was wrong (LOG-13). */
import type { Core } from '@strapi/strapi';
import type { CaptchaAnswer } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { Refused, runAs } from '@zuoxi/record-plane';
import { act } from '../acts';
import type { Account } from '../agents';
import { sessionOf } from '../caller';
import { partsOf } from '../parts';
import { isPassword } from '../passwords/secret';
import { browserOf, isKnown } from './browsers';
import { count, failed, mayTry, succeeded, takeBack, type Guess } from './failures';
import { tellingRefusals } from './telling';

type Proof = { password: string; captcha?: CaptchaAnswer };
type Captcha = 'none' | 'wrong' | 'solved';
/** An account that is tried, or what was typed where there is none: both cost the same. */
type Candidate = { account: Account | null; guess: Guess };

/** A pause comes before the picture: an attempt that is refused unread uses none up. A number: frozen for so many seconds. */
async function mayBegin(strapi: Core.Strapi, guess: Guess, solved: boolean): Promise<'go' | 'solveCaptcha' | number> {
  const may = await mayTry(strapi, guess, solved);
  if (may.may === 'pause') throw new Refused('tooManyAttempts', { wait: may.seconds });
  return may.may === 'wait' ? may.seconds : may.may;
}

/** Counts the attempt. A number: frozen for so many seconds. */
async function attempt(strapi: Core.Strapi, guess: Guess, captcha: Captcha): Promise<number | null> {
  // what others counted between the question and the count is asked for once more
  for (let i = 0; i < 2; i++) {
    const may = await mayBegin(strapi, guess, captcha === 'solved');
    if (typeof may === 'number') return may;
    if (may === 'solveCaptcha') break;
    if (await count(strapi, guess, captcha === 'solved')) return null;
  }
  throw new Refused(captcha === 'wrong' ? 'wrongCaptcha' : 'captchaNeeded');
}

/** Those whose attempt was counted; throws when all are frozen. */
async function counted(strapi: Core.Strapi, candidates: readonly Candidate[], given: Proof): Promise<Candidate[]> {
  const frozen: number[] = [];
  const open: Candidate[] = [];
  for (const candidate of candidates) {
    const may = await mayBegin(strapi, candidate.guess, true);
    if (typeof may === 'number') frozen.push(may);
    else open.push(candidate);
  }
  const solved = open.length > 0 && given.captcha && partsOf(strapi).captchas.answer(given.captcha, Date.now());
  const captcha = solved ? 'solved' : given.captcha ? 'wrong' : 'none';
  const tried: Candidate[] = [];
  for (const candidate of open) {
    const seconds = await attempt(strapi, candidate.guess, captcha);
    if (seconds === null) tried.push(candidate);
    else frozen.push(seconds);
  }
  if (!tried.length) throw new Refused('frozen', { wait: Math.min(...frozen) });
  return tried;
}

async function opened(strapi: Core.Strapi, ctx: Context, candidates: readonly Candidate[], given: Proof): Promise<Account[]> {
  const tried = await counted(strapi, candidates, given);
  const right = new Map<Candidate, Account>();
  for (const candidate of tried) {
    const { account } = candidate;
    const fits = await isPassword(strapi, given.password, account?.password ?? null);
    if (fits && account?.password && !account.blocked) right.set(candidate, account);
  }
  // an address may have accounts in several contact centers: the password of one must not clear what was guessed at another
  for (const candidate of tried) {
    const { account, guess } = candidate;
    if (right.has(candidate)) await succeeded(strapi, guess);
    else if (right.size) await takeBack(strapi, guess);
    else if ((await failed(strapi, guess)) && account)
      partsOf(strapi).later.after(ctx, 'audit', () => act(strapi, account, 'account.frozen', { address: ctx.ip }, 'nobody'));
  }
  if (!right.size) throw new Refused('wrongCredentials');
  return [...right.values()];
}

/**
 * Those of the accounts that the password opens (mostly there is one account); throws the refusal when none. `name` is what was typed, and counts where
 * there is no account; `tenant` is the enterprise's code where one was typed.
 */
export async function prove(
  strapi: Core.Strapi,
  ctx: Context,
  accounts: readonly Account[],
  { name, tenant, ...given }: Proof & { name: string; tenant?: string },
): Promise<Account[]> {
  const browser = browserOf(ctx);
  const stranger = { address: ctx.ip };
  const tried: readonly (Account | null)[] = accounts.length ? accounts : [null];
  const candidates: Candidate[] = [];
  for (const account of tried) {
    const known = browser !== null && (await isKnown(strapi, account?.row ?? 0, browser)) ? { known: browser } : stranger;
    candidates.push({ account, guess: { at: account ? { user: account.row } : { name }, by: known } });
  }
  return tellingRefusals(strapi, ctx, 'login.refused', accounts.length ? accounts : (tenant ?? null), () =>
    opened(strapi, ctx, candidates, given),
  );
}

/** Whoever is inside proves to be the account's person: their own wrong passwords count, by the session, and nobody else's. */
export async function proveInside(strapi: Core.Strapi, ctx: Context, account: Account, given: Proof): Promise<void> {
  const guess: Guess = { at: { user: account.row }, by: { known: `session:${sessionOf(ctx).id}` } };
  await runAs({ as: 'system' }, () =>
    tellingRefusals(strapi, ctx, 'password.refused', [account], () => opened(strapi, ctx, [{ account, guess }], given)),
  );
}
