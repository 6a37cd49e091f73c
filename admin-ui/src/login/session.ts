import { LoginReply } from '@zuoxi/contracts';
import { z } from 'zod';
import { kept } from '../providers/kept';
import type { Store } from '../providers/store';

/** Kept in this tab only: a second tab is a second login, and one account has one workbench (LOG-04). */
export const sessionIn = (storage: Storage): Store<LoginReply | null> =>
  kept(storage, 'zuoxi.session', LoginReply.nullable(), null);

/** LOG-07: who logged in here last, without the password. */
export const LastLogin = z.object({ tenant: z.string(), number: z.string(), online: z.boolean() });
export type LastLogin = z.infer<typeof LastLogin>;
export const lastLoginIn = (storage: Storage): Store<LastLogin> =>
  kept(storage, 'zuoxi.login', LastLogin, { tenant: '', number: '', online: true });
