/** Messages on their way: written into the outbox first, then handed to the provider. Whoever asked does not wait for the network. */
import type { Core, UID } from '@strapi/strapi';
import type { Channel, OutboxPurpose } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, runAs, sql, whole } from '@zuoxi/record-plane';
import type { Settings as Given } from '../settings';
import { sendByHttp } from './http';
import { sendBySmtp } from './smtp';
import { providerFor, type Provider } from './store';
import { messageUid } from './types';
import { write, type TemplateValues, type Written } from './words';

export type OutboxMessage = {
  /** the tenant's row; null: about accounts of several tenants, by the instance's own provider */
  tenant: number | null;
  channel: Channel;
  purpose: OutboxPurpose;
  to: string;
  language: 'zh' | 'en';
  values: TemplateValues;
};

const keptDays = 30;

export class Delivery {
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly strapi: Core.Strapi,
    private readonly given: Given,
  ) {}

  /** Resolves when the message is in the outbox; it leaves after that. */
  async send(message: OutboxMessage): Promise<void> {
    await this.start(message);
  }

  /** The same, and waits for the provider. Null: sent (or kept), else why not. */
  async sendNow(message: OutboxMessage): Promise<string | null> {
    return (await this.start(message)).done;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size) await Promise.allSettled([...this.underWay]);
  }

  private start(message: OutboxMessage): Promise<{ done: Promise<string | null> }> {
    return runAs({ as: 'system' }, async () => {
      const provider = await providerFor(this.strapi, message.tenant, message.channel);
      const words = write(message.language, message.purpose, message.values);
      const kept = provider.settings.kind === 'outbox';
      let settle: (written: boolean) => void = () => undefined;
      const settled = new Promise<boolean>((resolve) => (settle = resolve));
      const id = await this.strapi.db.transaction(async ({ onCommit, onRollback }) => {
        onCommit(() => settle(true));
        onRollback(() => settle(false));
        return this.keep(message, kept ? words.text : words.kept, words.subject, kept);
      });
      // a message about what was rolled back never leaves
      const done = kept
        ? Promise.resolve(null)
        : settled.then((written) => (written ? this.leave(id, provider, message, words) : null));
      const tracked = done.finally(() => this.underWay.delete(tracked));
      this.underWay.add(tracked);
      return { done: tracked };
    });
  }

  private async keep(
    { tenant, channel, purpose, to }: OutboxMessage,
    text: string,
    subject: string,
    kept: boolean,
  ): Promise<number> {
    const state = kept ? 'kept' : 'sending';
    const data = { ...(tenant !== null && { tenant }), channel, purpose, recipient: to, subject, text, state };
    const { id } = await this.strapi.documents(messageUid as UID.ContentType).create({ data });
    await ask(this.strapi, sql`delete from sent_messages where created_at < now() - interval '${whole(keptDays)} days'`);
    return z.coerce.number().parse(id);
  }

  private async leave(id: number, provider: Provider, message: OutboxMessage, words: Written): Promise<string | null> {
    const trouble = await this.hand(provider, message, words).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (trouble) this.strapi.log.warn(`${message.channel} ${message.purpose} was not sent: ${trouble}`);
    const state = trouble === null ? 'sent' : 'failed';
    await ask(
      this.strapi,
      sql`update sent_messages set state = ${state}, trouble = ${trouble}, updated_at = now() where id = ${id}`,
    );
    return trouble;
  }

  private async hand(
    { settings, secret }: Provider,
    { to, purpose, values }: OutboxMessage,
    { subject, text }: Written,
  ): Promise<void> {
    const inside = this.given.privateHosts;
    if (settings.kind === 'smtp') await sendBySmtp(settings, secret, { to, subject, text }, inside);
    if (settings.kind === 'http')
      await sendByHttp(settings, { mobile: to, text, code: values.code ?? '', purpose, secret: secret ?? '' }, inside);
  }
}
