/** What every route of ours has around its handler. */
import type { Context } from 'koa';
import { callerOf, type Caller } from './caller';
import { runAs } from './context';
import { refuse, Refused } from './refused';

/** What is not JSON: bytes with their type. `seconds`: how long the browser may keep it. */
export class Answer {
  constructor(
    readonly body: Buffer | string,
    readonly type: string,
    readonly seconds = 0,
  ) {}
}

/**
 * Answers what the work returns: JSON, an `Answer`, nothing (204, unless the handler has answered by itself), or the refusal that it throws. No cache keeps
 * it unless an `Answer` says so; what is thrown besides `Refused` is an internal error.
 */
export const answering =
  (work: (ctx: Context) => unknown) =>
  async (ctx: Context): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    try {
      const answer = await work(ctx);
      if (answer instanceof Answer) {
        if (answer.seconds) ctx.set('Cache-Control', `private, max-age=${answer.seconds}`);
        ctx.type = answer.type;
        ctx.body = answer.body;
      } else if (answer !== undefined) ctx.body = answer;
      else if (ctx.status === 404) ctx.status = 204;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(ctx, error.code, error.more);
    }
  };

/** The same behind the door (`plugin::accounts.signed-in`): the handler is told who asks. */
export const answeringCaller = (work: (ctx: Context, caller: Caller) => unknown) => answering((ctx) => work(ctx, callerOf(ctx)));

/** The same for strangers: until somebody has proved who they are, the record plane itself looks. */
export const answeringStrangers = (work: (ctx: Context) => unknown) =>
  answering((ctx) => runAs({ as: 'system' }, () => work(ctx)));
