/**
 * Addresses of trunks' hosts. The edge must not look names up (a look-up holds one of its few workers), so every INVITE that leaves for a name carries the
 * address. Names of the directory are looked up before anybody dials, and what once resolved is used for as long as DNS is away.
 */
import { isIPv4 } from 'node:net';
import type { Logger } from '../log';

/** Rejects when there is no address. `ttl`: seconds */
export type LookUp = (host: string) => Promise<{ address: string; ttl: number }>;

/** Nobody knows the host: a call to it cannot be made. */
export class UnknownHost extends Error {
  constructor(host: string, why: string) {
    super(`${host} has no address: ${why}`);
    this.name = 'UnknownHost';
  }
}

type ResolvedHost = {
  /** the last one that was found */
  address: string | null;
  /** looked up anew after that, ms */
  until: number;
  why: string | null;
  asking: Promise<void> | null;
};
export type HostAddressesOptions = { lookUp: LookUp; clock: () => number; log: Logger };

const leastSeconds = 10;
const mostSeconds = 300;
/** a name that is not there is asked for again after so long */
const retryMs = 5000;
const lookEveryMs = 5000;

export class HostAddresses {
  private readonly hosts = new Map<string, ResolvedHost>();
  private configured: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: HostAddressesOptions) {}

  /** The hosts that calls may go to: looked up now, and again whenever their time is up. */
  follow(hosts: Iterable<string>): void {
    this.configured = new Set([...hosts].filter((host) => !isIPv4(host)));
    for (const host of this.hosts.keys()) if (!this.configured.has(host)) this.hosts.delete(host);
    this.look();
    this.timer ??= setInterval(() => this.look(), lookEveryMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** At once where it is known, however old; rejects with `UnknownHost`. */
  async addressOf(host: string): Promise<string> {
    if (isIPv4(host)) return host;
    const known = this.known(host);
    if (known.address === null) await this.asked(host, known);
    if (known.address === null) throw new UnknownHost(host, known.why ?? 'nothing was found');
    return known.address;
  }

  /** null: every host of the directory resolves. */
  trouble(): string | null {
    const lost = [...this.configured].flatMap((host) => {
      const { why, address } = this.hosts.get(host) ?? { why: null, address: null };
      return why === null ? [] : [`${host} (${why}${address === null ? '' : `; calls still go to ${address}`})`];
    });
    return lost.length > 0 ? `hosts of trunks that do not resolve: ${lost.join(', ')}` : null;
  }

  private look(): void {
    for (const host of this.configured) void this.asked(host, this.known(host));
  }

  private known(host: string): ResolvedHost {
    const had = this.hosts.get(host);
    if (had) return had;
    const made: ResolvedHost = { address: null, until: 0, why: null, asking: null };
    this.hosts.set(host, made);
    return made;
  }

  /** Resolves when what is known is as new as it has to be. */
  private asked(host: string, known: ResolvedHost): Promise<void> {
    if (known.until > this.options.clock()) return Promise.resolve();
    known.asking ??= this.ask(host, known).finally(() => (known.asking = null));
    return known.asking;
  }

  private async ask(host: string, known: ResolvedHost): Promise<void> {
    const { lookUp, clock, log } = this.options;
    try {
      const { address, ttl } = await lookUp(host);
      if (known.why !== null) log.info({ host, address }, 'the host of a trunk resolves again');
      Object.assign(known, { address, why: null, until: clock() + Math.min(Math.max(ttl, leastSeconds), mostSeconds) * 1000 });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (known.why === null) log.warn({ host, why, last: known.address }, 'the host of a trunk does not resolve');
      Object.assign(known, { why, until: clock() + retryMs });
    }
  }
}
