/** Going inside an enterprise and leaving it (TEN-01), over REST. Every failure is a RestError. */
import { SignedIn, type FirstAdmin, type LoginReply } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Store } from '../../providers/store';
import type { Http } from '../../providers/strapi/http';

export class Operator {
  constructor(
    private readonly http: Http,
    private readonly session: Store<LoginReply | null>,
    /** what the page shows belongs to another tenant from now on */
    private readonly elsewhere: () => void,
  ) {}

  enter = (tenant: string, reason: string): Promise<void> => this.become('/accounts/act', { tenant, reason });

  leave = (): Promise<void> => this.become('/accounts/act/end', {});

  async firstAdmin(tenant: string, body: FirstAdmin): Promise<void> {
    await this.http.ask({ path: `/accounts/tenants/${tenant}/admin`, method: 'POST', body, schema: z.unknown() });
  }

  private async become(path: string, body: object): Promise<void> {
    const who = await this.http.ask({ path, method: 'POST', body, schema: SignedIn });
    this.session.set((before) => before && { ...before, ...who });
    this.elsewhere();
  }
}
