/** The routes of ../src/contract.ts, one method each. They reject as the host's `ask` does. */
import type { Host } from '@zuoxi/plugin/ui';
import {
  AddCustomerReply,
  FetchReply,
  HistoryReply,
  MyCampaignsReply,
  NextReply,
  type ContactBody,
  type ContactLine,
  type MyCampaign,
} from '../src/contract';

export class Campaigns {
  constructor(private readonly host: Pick<Host, 'ask'>) {}

  async mine(signal?: AbortSignal): Promise<MyCampaign[]> {
    return MyCampaignsReply.parse(await this.host.ask('/', { signal })).data;
  }

  /** How many customers came. */
  async fetch(campaign: string): Promise<number> {
    return FetchReply.parse(await this.post(`/${campaign}/fetch`)).fetched;
  }

  /** Null: nobody is left to call. */
  async next(campaign: string): Promise<string | null> {
    return NextReply.parse(await this.post(`/${campaign}/next`)).customer;
  }

  /** The new customer's id. */
  async add(campaign: string, values: Record<string, unknown>): Promise<string> {
    return AddCustomerReply.parse(await this.post(`/${campaign}/customers`, { values })).id;
  }

  async dialled(customer: string): Promise<void> {
    await this.post(`/customers/${customer}/dialled`);
  }

  async contact(customer: string, body: ContactBody): Promise<void> {
    await this.post(`/customers/${customer}/contact`, body);
  }

  async history(customer: string, signal?: AbortSignal): Promise<ContactLine[]> {
    return HistoryReply.parse(await this.host.ask(`/customers/${customer}/history`, { signal })).data;
  }

  private post(path: string, body?: unknown): Promise<unknown> {
    return this.host.ask(path, { method: 'POST', body });
  }
}
