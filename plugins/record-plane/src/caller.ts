/** Who asks. The door of the record plane (`plugin::accounts.signed-in`) says it once a request; everybody else reads it here. */
import type { Core } from '@strapi/strapi';
import type { ActionPermission, SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { Refused } from './refused';

export type Caller = {
  /** account, role, groups, tenant and permissions as the browser knows them too */
  who: SignedIn;
  /** the tenant's primary key */
  tenant: number;
  /** the account's; null: an operator who acts inside an enterprise owns nothing there */
  account: number | null;
  /** those of `who.groups`, in their order */
  groups: readonly number[];
};

const key = Symbol('caller');
type State = { [key]?: Caller };

/** The door's alone. */
export function letIn(ctx: Context, caller: Caller): void {
  const state: State = ctx.state;
  state[key] = caller;
}

/** Throws where no door was: such a route is a mistake of ours. */
export function callerOf(ctx: Pick<Context, 'state'>): Caller {
  const caller = (ctx.state as State)[key];
  if (!caller) throw new Error('a route without a door asks who asks');
  return caller;
}

/** Whose request this is that runs now; null outside of one, and before the door. */
export function callerNow(strapi: Core.Strapi): Caller | null {
  const state: State | undefined = strapi.requestContext.get()?.state;
  return state?.[key] ?? null;
}

/** Whether the caller's role has the action; `needs` refuses who has it not (`forbidden`). */
export const may = ({ who }: Pick<Caller, 'who'>, action: ActionPermission): boolean => who.permissions.actions.includes(action);
export function needs(caller: Pick<Caller, 'who'>, action: ActionPermission): void {
  if (!may(caller, action)) throw new Refused('forbidden', action);
}

/** Whose rows are taken or made: an operator who acts inside an enterprise has none there (`forbidden`). */
export function accountOf({ account }: Pick<Caller, 'account'>): number {
  if (account === null) throw new Refused('forbidden');
  return account;
}
