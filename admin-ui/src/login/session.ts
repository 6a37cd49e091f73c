import { LoginReply } from '@zuoxi/contracts';
import { z } from 'zod';
import { kept } from '../providers/kept';
import type { Store } from '../providers/store';

/** Kept in this tab only: a second tab is a second login, and one account has one workbench (LOG-04). */
export const sessionIn = (storage: Storage): Store<LoginReply | null> =>
  kept(storage, 'zuoxi.session', LoginReply.nullable(), null);

/** D14 */
export const ways = ['number', 'email', 'mobile'] as const;
export type Way = (typeof ways)[number];

/** LOG-07: who logged in here last and how, without the password. Names are kept only when the person wants it. */
export const LastLogin = z.object({
  tenant: z.string(),
  number: z.string(),
  email: z.string().default(''),
  mobile: z.string().default(''),
  way: z.enum(ways).default('number'),
  online: z.boolean(),
  remember: z.boolean().default(true),
});
export type LastLogin = z.infer<typeof LastLogin>;
export const lastLoginIn = (storage: Storage): Store<LastLogin> =>
  kept(storage, 'zuoxi.login', LastLogin, LastLogin.parse({ tenant: '', number: '', online: true }));
