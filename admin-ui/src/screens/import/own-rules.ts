import { accountRules } from './account-import';
import type { OwnRules } from './model';

/** Types whose import knows more than their schema. */
export const ownRules: Readonly<Record<string, OwnRules>> = { account: accountRules };
