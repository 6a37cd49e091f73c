/** Logins that are over before the credentials of their browsers: the edge takes those no more, and their contacts are removed. */
import type { Contact } from 'kamailio-rpc-client';

/** ms. Longer than credentials live (api/credentials.ts), and not longer than the edge remembers (kamailio/routes/modules.cfg, `ended`). */
const keptMs = 10 * 60_000;

/** The login that a contact belongs to (kamailio/routes/register.cfg); a desk phone has none. */
export const browserOf = ({ received }: Pick<Contact, 'received'>): string | undefined =>
  /;session=([0-9A-Za-z]+)/.exec(received ?? '')?.[1];

export class EndedBrowsers {
  private readonly untils = new Map<string, number>();
  /** what this edge has been told: an edge that was restarted has forgotten it */
  private readonly told = new Set<string>();

  constructor(private readonly clock: () => number) {}

  add(key: string): void {
    this.untils.delete(key); // in the order of their end
    this.untils.set(key, this.clock() + keptMs);
  }

  /** True when it had ended. */
  delete(key: string): boolean {
    this.told.delete(key);
    return this.untils.delete(key);
  }

  has(key: string | undefined): boolean {
    return key !== undefined && (this.untils.get(key) ?? 0) > this.clock();
  }

  forgotten(): void {
    this.told.clear();
  }

  /** Each once. */
  *untold(): Generator<string> {
    for (const [key, until] of this.untils)
      if (until <= this.clock()) this.delete(key);
      else if (!this.told.has(key)) {
        yield key;
        this.told.add(key); // only when the one before was really told
      }
  }
}
