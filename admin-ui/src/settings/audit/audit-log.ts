/** The audit log over REST (contracts/audit.ts). Every failure is a RestError. */
import { AuditReply, AuditVerdict } from '@zuoxi/contracts';
import type { Http } from '../../providers/strapi/http';

export class AuditLog {
  constructor(private readonly http: Http) {}

  /** Newest first; `before` is the `next` of the page before, `act` empty for all. */
  page(act: string, before: number | null): Promise<AuditReply> {
    const query = new URLSearchParams({ ...(act && { act }), ...(before !== null && { before: String(before) }) });
    return this.http.ask({ path: `/accounts/audit?${query}`, schema: AuditReply });
  }

  verify = (): Promise<AuditVerdict> => this.http.ask({ path: '/accounts/audit/verify', schema: AuditVerdict });
}
