/** Providers and the outbox over REST (contracts/messages.ts). Every failure is a RestError. */
import { OutboxReply, Providers, ProviderTestReply, type Channel, type ProviderChange } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Http } from '../../providers/strapi/http';

export class OutboxClient {
  constructor(private readonly http: Http) {}

  providers = (): Promise<Providers> => this.http.ask({ path: '/accounts/providers', schema: Providers });

  async set(channel: Channel, change: ProviderChange): Promise<void> {
    await this.http.ask({ path: `/accounts/providers/${channel}`, method: 'PUT', body: change, schema: z.unknown() });
  }

  test = (channel: Channel, to: string): Promise<{ sent: boolean; trouble: string | null }> =>
    this.http.ask({ path: `/accounts/providers/${channel}/test`, method: 'POST', body: { to }, schema: ProviderTestReply });

  /** Newest first; `after` is the `next` of the page before. */
  outbox = (after: number | null): Promise<OutboxReply> =>
    this.http.ask({ path: `/accounts/outbox?limit=50${after === null ? '' : `&after=${after}`}`, schema: OutboxReply });
}
