/**
 * Refused ways in, told to the audit log so that nobody floods it: the first of a minute at once, the rest of it in one entry with their number; and where somebody
 * tries everything from everywhere, one entry for the whole enterprise. Pure but for the clock's timer.
 */
import { networkOf } from './network';

export type Refusal = {
  /** the tenant's id */
  tenant: string;
  /** the account's id; empty where there is none */
  target: string;
  act: 'login.refused' | 'code.refused' | 'password.refused';
  address: string;
  reason: string;
};
export type RefusalCount = Refusal & { count: number };

const windowMs = 60_000;
/** entries of one enterprise that begin within a minute */
const most = 30;

type Window = { first: Refusal; more: number; timer: NodeJS.Timeout };

export class Refusals {
  private readonly windows = new Map<string, Window>();
  private readonly perTenant = new Map<string, number>();

  constructor(private readonly write: (told: RefusalCount) => void) {}

  say(refusal: Refusal): void {
    const { tenant, act, target, address } = refusal;
    const own = `${act} ${tenant} ${target} ${networkOf(address)}`;
    const crowded = !this.windows.has(own) && (this.perTenant.get(tenant) ?? 0) >= most;
    const key = crowded ? `${act} ${tenant}` : own;
    const window = this.windows.get(key);
    if (window) {
      window.more += 1;
      return;
    }
    const first = crowded ? { ...refusal, target: '', address: '' } : refusal;
    const timer = setTimeout(() => this.close(key), windowMs).unref();
    this.windows.set(key, { first, more: 0, timer });
    this.perTenant.set(tenant, (this.perTenant.get(tenant) ?? 0) + 1);
    this.write({ ...first, count: 1 });
  }

  /** What was not told yet is told now. */
  flush(): void {
    for (const key of [...this.windows.keys()]) this.close(key);
  }

  private close(key: string): void {
    const window = this.windows.get(key);
    if (!window) return;
    clearTimeout(window.timer);
    this.windows.delete(key);
    const { tenant } = window.first;
    const left = (this.perTenant.get(tenant) ?? 1) - 1;
    if (left > 0) this.perTenant.set(tenant, left);
    else this.perTenant.delete(tenant);
    if (window.more) this.write({ ...window.first, count: window.more });
  }
}
