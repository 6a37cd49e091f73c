/** 外呼任务: what the page of campaigns asks, below /api/campaigns; both halves of the module read it. Customers are rows of the type `campaign-customer`, read and called as any row is. */
import { AgentId, CallId, line, prose, Time } from '@zuoxi/contracts';
import { z } from 'zod';

/** CMP-07: by hand; CMP-08: opening the card dials; CMP-09: the next one is dialled by itself. */
export const DialMode = z.enum(['manual', 'preview', 'progressive']);
export type DialMode = z.infer<typeof DialMode>;

/** CMP-03, CMP-04: must be called, is to be called again, done without success, done with success. */
export const CustomerStatus = z.enum(['unprocessed', 'followUp', 'failed', 'success']);
export type CustomerStatus = z.infer<typeof CustomerStatus>;
/** What a contact leaves a customer in. */
export const ContactStatus = CustomerStatus.exclude(['unprocessed']);
export type ContactStatus = z.infer<typeof ContactStatus>;

const Id = z.string().regex(/^[a-z0-9]{1,64}$/);

/** CMP-17: why a customer is in a status. */
export const CallResult = z.object({ id: Id, name: z.string(), status: ContactStatus });
export type CallResult = z.infer<typeof CallResult>;

/** A campaign that the asker works on: it is active, and names no group or one of theirs. */
export const MyCampaign = z.object({
  id: Id,
  name: z.string(),
  /** one: forced; several: the agent chooses (CMP-10) */
  dialModes: z.array(DialMode).min(1),
  /** CMP-12 */
  countdownSeconds: z.number().int(),
  extensionSeconds: z.number().int(),
  /** how many customers one may hold that were not called yet (CMP-05); 0: customers are assigned only */
  fetchCount: z.number().int(),
  mayAdd: z.boolean(),
  script: z.string().nullable(),
  results: z.array(CallResult),
  /** the asker's own customers */
  counts: z.record(CustomerStatus, z.number().int()),
});
export type MyCampaign = z.infer<typeof MyCampaign>;
/** GET / */
export const MyCampaignsReply = z.object({ data: z.array(MyCampaign) });

/** POST /:campaign/fetch (CMP-05): customers that are nobody's become the asker's, up to `fetchCount`. */
export const FetchReply = z.object({ fetched: z.number().int() });
/** POST /:campaign/next (CMP-09): whom to dial now: who is due to be called again, then who was not called yet; null: nobody. */
export const NextReply = z.object({ customer: Id.nullable() });

/** POST /:campaign/customers (CMP-05): a customer of one's own, in the fields that the role may write, and the number, which has stars from then on. */
export const AddCustomerBody = z.strictObject({ values: z.record(line(100), z.unknown()) });
export const AddCustomerReply = z.object({ id: Id });

/** POST /customers/:id/contact (CMP-16). A status that has results needs one of them. */
export const ContactBody = z.strictObject({
  status: ContactStatus,
  result: Id.nullable().default(null),
  remark: prose(4000).trim().max(2000).default(''),
  /** when to call again; with `followUp` alone */
  followUpAt: z.iso.datetime({ offset: true }).nullable().default(null),
  call: CallId.nullable().default(null),
});
export type ContactBody = z.input<typeof ContactBody>;

/** One contact, by whomever in this campaign (CMP-18). */
export const ContactLine = z.object({
  id: Id,
  at: Time,
  agent: z.object({ id: AgentId, number: z.string(), name: z.string() }).nullable(),
  status: ContactStatus,
  result: z.string().nullable(),
  remark: z.string(),
  call: z.string().nullable(),
});
export type ContactLine = z.infer<typeof ContactLine>;
/** GET /customers/:id/history: the newest first, the last hundred. */
export const HistoryReply = z.object({ data: z.array(ContactLine) });
