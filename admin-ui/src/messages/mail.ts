/** Internal messages over REST (contracts/mailbox.ts), and which one is being read. Every failure is a RestError. */
import {
  InternalMessage,
  MessagesReply,
  RecipientsReply,
  SendReply,
  type Addressee,
  type LoginReply,
  type MailFolder,
} from '@zuoxi/contracts';
import { z } from 'zod';
import { Store, type Readable } from '../providers/store';
import type { Http } from '../providers/strapi/http';

export type Draft = { to: Addressee[]; subject: string; body: string };
type Shown = { folder: MailFolder; id: string | null };
const nothing: Shown = { folder: 'inbox', id: null };

const idsOf = (to: readonly Addressee[], kind: Addressee['kind']): string[] =>
  to.filter((one) => one.kind === kind).map(({ id }) => id);

export class Mail {
  /** the bell opens a message on the page by saying so here */
  readonly shown = new Store<Shown>(nothing);

  constructor(
    private readonly http: Http,
    session: Readable<LoginReply | null>,
  ) {
    session.subscribe(() => session.get() || this.shown.set(nothing));
  }

  /** Newest first; `after` is the `next` of the page before. */
  page(folder: MailFolder, after: number | null, limit: number, signal?: AbortSignal): Promise<MessagesReply> {
    const asked = new URLSearchParams({ folder, limit: String(limit), ...(after === null ? {} : { after: String(after) }) });
    return this.http.ask({ path: `/messages?${asked}`, schema: MessagesReply, signal });
  }

  /** Reading it is what marks it. */
  async read(id: string, signal?: AbortSignal): Promise<InternalMessage> {
    const message = await this.http.ask({ path: `/messages/${id}`, schema: InternalMessage, signal });
    if (message.unread) await this.http.ask({ path: `/messages/${id}/read`, method: 'POST', schema: z.unknown() });
    return message;
  }

  async recipients(search: string, signal?: AbortSignal): Promise<Addressee[]> {
    const asked = new URLSearchParams({ search });
    return (await this.http.ask({ path: `/messages/recipients?${asked}`, schema: RecipientsReply, signal })).data;
  }

  async send({ to, subject, body }: Draft): Promise<void> {
    const message = { subject, body, accounts: idsOf(to, 'account'), groups: idsOf(to, 'group') };
    await this.http.ask({ path: '/messages', method: 'POST', body: message, schema: SendReply });
  }

  async remove(id: string): Promise<void> {
    await this.http.ask({ path: `/messages/${id}`, method: 'DELETE', schema: z.unknown() });
  }
}
