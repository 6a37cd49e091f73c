/** How a tenant's e-mails and text messages leave, and which did, below /api/accounts. For roles with the action `accounts`. */
import { z } from 'zod';
import { Time } from './ids';
import { isLine, line, prose } from './text';

export const Channel = z.enum(['email', 'sms']);
export type Channel = z.infer<typeof Channel>;
export const OutboxPurpose = z.enum([
  'loginCode',
  'resetCode',
  'bindCode',
  'emailCode',
  'emailChanged', // to the address of before
  'mobileChanged', // to the number of before
  'newAccount',
  'test',
]);
export type OutboxPurpose = z.infer<typeof OutboxPurpose>;

/** Nothing leaves: messages wait in the outbox, where they are read. */
const Outbox = z.strictObject({ kind: z.literal('outbox') });
const Header = line(1000);

/** The secret is the password of `user`. */
export const EmailProvider = z.discriminatedUnion('kind', [
  Outbox,
  z.strictObject({
    kind: z.literal('smtp'),
    host: line(253).trim().min(1),
    port: z.number().int().min(1).max(65535),
    security: z.enum(['none', 'starttls', 'tls']),
    user: line(200).default(''),
    from: Header.min(3).max(300),
  }),
]);
export type EmailProvider = z.infer<typeof EmailProvider>;

/**
 * An HTTP request per message. In url, headers and body `{{mobile}}`, `{{text}}`, `{{code}}`, `{{purpose}}` and `{{secret}}` are filled in, encoded as the
 * place demands. It succeeded when the status is 2xx and the answer contains `success`.
 */
export const SmsProvider = z.discriminatedUnion('kind', [
  Outbox,
  z.strictObject({
    kind: z.literal('http'),
    method: z.enum(['GET', 'POST']),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine(isLine),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/), Header).default({}),
    body: prose(10_000).default(''),
    success: prose(200).default(''),
  }),
]);
export type SmsProvider = z.infer<typeof SmsProvider>;

/** GET /providers. Secrets are written, never read. */
export const Providers = z.object({
  email: z.object({ settings: EmailProvider, secretSet: z.boolean() }),
  sms: z.object({ settings: SmsProvider, secretSet: z.boolean() }),
});
export type Providers = z.infer<typeof Providers>;
/** PUT /providers/:channel. Without `secret` the old one stays, unless the messages go to another host now; null forgets it. */
export const ProviderChange = z.strictObject({
  settings: z.unknown(),
  secret: line(1000).min(1).nullable().optional(),
});
export type ProviderChange = z.input<typeof ProviderChange>;
/** POST /providers/:channel/test */
export const ProviderTest = z.strictObject({ to: line(300).trim().min(3).max(254) });
export const ProviderTestReply = z.object({ sent: z.boolean(), trouble: z.string().nullable() });

/** GET /outbox: newest first. What a provider delivered is kept without its secrets. */
export const OutboxQuery = z.strictObject({
  after: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const OutboxRow = z.object({
  id: z.number(),
  at: Time,
  channel: Channel,
  purpose: OutboxPurpose,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** kept: the provider is the outbox */
  state: z.enum(['kept', 'sending', 'sent', 'failed']),
  trouble: z.string().nullable(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;
export const OutboxReply = z.object({ data: z.array(OutboxRow), next: z.number().nullable() });
export type OutboxReply = z.infer<typeof OutboxReply>;
