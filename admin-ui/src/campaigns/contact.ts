/** A draft of a contact record, and what of it is sent (contracts/campaigns.ts). Pure. */
import type { CallResult, ContactBody } from '@zuoxi/contracts';
import type { Draft } from './campaign-desk';
import type { Dialled } from './dialer';

/** What is still to be chosen; null: it can be saved. */
export function missing({ status, result }: Draft, results: readonly CallResult[]): 'status' | 'result' | null {
  if (status === null) return 'status';
  return result === null && results.some((one) => one.status === status) ? 'result' : null;
}

/** The call is named when this customer was the last one who was dialled here. */
export function bodyOf({ status, result, remark, followUpAt }: Draft, last: Dialled | null, customer: string): ContactBody {
  if (status === null) throw new Error('a contact record without a status');
  return {
    status,
    result,
    remark: remark.trim(),
    followUpAt: status === 'followUp' && followUpAt !== '' ? new Date(followUpAt).toISOString() : null,
    call: last?.customer === customer ? last.call : null,
  };
}
