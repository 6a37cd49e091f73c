/** A draft of a contact record, and what of it is sent (contracts/campaigns.ts). Pure. */
import type { CallResult, ContactBody } from '../src/contract';
import type { Time } from '@zuoxi/contracts';
import type { Draft } from './campaign-desk';
import type { Dialled } from './dialer';

/** What is still to be chosen, or chosen anew; null: it can be saved. */
export function missing(
  { status, result, followUpAt }: Draft,
  results: readonly CallResult[],
  now: Time,
): 'status' | 'result' | 'future' | null {
  if (status === null) return 'status';
  if (result === null && results.some((one) => one.status === status)) return 'result';
  return status === 'followUp' && Date.parse(followUpAt) < now ? 'future' : null;
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
