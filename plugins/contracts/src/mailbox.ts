/** Internal messages (MSG-03), below /api/messages: everybody sees their own copies alone, those that came and those that they sent. */
import { z } from 'zod';
import { AgentId, GroupId, TenantId, Time } from './ids';
import { prose } from './text';

/** More would be an announcement. Counted when groups are opened into their members. */
export const mostRecipients = 200;

export const MailFolder = z.enum(['inbox', 'sent']);
export type MailFolder = z.infer<typeof MailFolder>;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Somebody, or a group, as they were called when the message was sent. */
export const Addressee = z.object({ kind: z.enum(['account', 'group']), id: z.string(), label: z.string() });
export type Addressee = z.infer<typeof Addressee>;
/** Who wrote it: somebody, or the record plane itself, which takes no answer. */
export const Sender = z.union([Addressee, z.object({ kind: z.literal('system') })]);
export type Sender = z.infer<typeof Sender>;

const Head = z.object({
  id: z.string(),
  folder: MailFolder,
  subject: z.string(),
  /** null: the account is gone */
  from: Sender.nullable(),
  at: Time,
  unread: z.boolean(),
});

/** A line of the list; `to` are the first three of `toCount`. */
export const MessageLine = Head.extend({ to: z.array(z.string()), toCount: z.number().int() });
export type MessageLine = z.infer<typeof MessageLine>;

/** GET /api/messages: newest first; `unread` are all of the inbox. */
export const MessagesQuery = z.strictObject({
  folder: MailFolder.default('inbox'),
  after: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const MessagesReply = z.object({
  data: z.array(MessageLine),
  next: z.number().nullable(),
  unread: z.number().int(),
});
export type MessagesReply = z.infer<typeof MessagesReply>;

/** GET /api/messages/:id. It stays unread until POST /api/messages/:id/read. */
export const InternalMessage = Head.extend({ body: z.string(), to: z.array(Addressee) });
export type InternalMessage = z.infer<typeof InternalMessage>;

/** GET /api/messages/recipients: whom one may write to, by a part of number or name. */
export const RecipientsQuery = z.strictObject({ search: prose(60).transform(oneLine).default('') });
export const RecipientsReply = z.object({ data: z.array(Addressee) });

/** POST /api/messages */
export const SendMessage = z.strictObject({
  subject: prose(500).transform(oneLine).pipe(z.string().min(1).max(120)),
  body: prose(10_000).min(1),
  accounts: z.array(AgentId).max(mostRecipients).default([]),
  groups: z.array(GroupId).max(mostRecipients).default([]),
});
export type SendMessage = z.output<typeof SendMessage>;
export const SendReply = z.object({ recipients: z.number().int() });

/** What the record plane itself writes to people: the event of Strapi's hub, and what it carries. `to` are accounts by primary key. */
export const notices = 'zuoxi.notice';
export const Notice = z.object({ tenant: TenantId, to: z.array(z.number().int()), subject: z.string(), body: z.string() });
export type Notice = z.infer<typeof Notice>;
