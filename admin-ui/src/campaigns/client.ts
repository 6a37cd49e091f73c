/** Campaigns over REST (contracts/campaigns.ts), one method a route. Every failure is a RestError. */
import {
  AddCustomerReply,
  FetchReply,
  HistoryReply,
  MyCampaignsReply,
  NextReply,
  type ContactBody,
  type ContactLine,
  type MyCampaign,
} from '@zuoxi/campaigns/contract';
import { z } from 'zod';
import type { Http } from '../providers/strapi/http';

const nothing = z.unknown();

export class Campaigns {
  constructor(private readonly http: Http) {}

  async mine(signal?: AbortSignal): Promise<MyCampaign[]> {
    return (await this.http.ask({ path: '/campaigns', schema: MyCampaignsReply, signal })).data;
  }

  /** How many customers came. */
  async fetch(campaign: string): Promise<number> {
    return (await this.post(`/campaigns/${campaign}/fetch`, FetchReply)).fetched;
  }

  /** Null: nobody is left to call. */
  async next(campaign: string): Promise<string | null> {
    return (await this.post(`/campaigns/${campaign}/next`, NextReply)).customer;
  }

  /** The new customer's id. */
  async add(campaign: string, values: Record<string, unknown>): Promise<string> {
    return (await this.post(`/campaigns/${campaign}/customers`, AddCustomerReply, { values })).id;
  }

  async dialled(customer: string): Promise<void> {
    await this.post(`/campaigns/customers/${customer}/dialled`, nothing);
  }

  async contact(customer: string, body: ContactBody): Promise<void> {
    await this.post(`/campaigns/customers/${customer}/contact`, nothing, body);
  }

  async history(customer: string, signal?: AbortSignal): Promise<ContactLine[]> {
    return (await this.http.ask({ path: `/campaigns/customers/${customer}/history`, schema: HistoryReply, signal })).data;
  }

  private post<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    return this.http.ask({ path, method: 'POST', body, schema });
  }
}
