/** Who can be reached, and how fast: what was told to the engine, kept true to what the registrar holds. */
import { AgentId } from '@zuoxi/contracts';
import type { Contact, Domains } from 'kamailio-rpc-client';
import type { Peer, Post } from '../ports';

/**
 * Absence from a registrar that has just started means nothing yet: browsers connect and register again within about 5 s (2 s until JsSIP's first
 * try, then the restart itself). 8 s is also how long the edge keeps a request within a call for a browser that is coming back (kamailio/routes/flow.cfg).
 */
export const graceMs = 8000;

type Station = { peer: Peer; latency: number | null };

const isBrowser = (c: Contact): boolean => /;transport=ws/i.test(c.received ?? c.address);

/** A browser goes before a desk phone: its page is where the agent works. Contacts come newest first. */
function stationOf(contacts: readonly Contact[]): Station | null {
  const alive = contacts.filter((c) => c.expires !== 0);
  const contact = alive.find(isBrowser) ?? alive[0];
  return contact ? { peer: isBrowser(contact) ? 'browser' : 'phone', latency: contact.roundtripMs } : null;
}

export class Stations {
  /** null: told to be gone */
  private readonly told = new Map<AgentId, Station | null>();

  constructor(private readonly post: Post) {}

  latency = (agent: AgentId): number | null => this.told.get(agent)?.latency ?? null;

  is = (agent: AgentId, peer: Peer): boolean => this.told.get(agent)?.peer === peer;

  /**
   * The registrar's answer about one agent.
   * @param anew a contact was added: said even if the agent was registered before, for a page that was loaded anew waits for it
   */
  found(agent: AgentId, contacts: readonly Contact[], anew = false): void {
    const before = this.told.get(agent);
    const now = stationOf(contacts);
    this.told.set(agent, now);
    if (!anew && before !== undefined && before?.peer === now?.peer) return;
    this.post(now ? { on: 'station.registered', agent, peer: now.peer } : { on: 'station.gone', agent });
  }

  /**
   * The registrar's whole answer. Agents who are not in it are gone, unless it has only just started.
   * Gives the registered who are nobody's agents.
   */
  reconcile(domains: Domains, agents: ReadonlySet<AgentId>, uptimeMs: number): AgentId[] {
    const strangers: AgentId[] = [];
    const seen = new Set<AgentId>();
    for (const { aor, contacts } of domains.flatMap((d) => d.registered)) {
      const { success, data: agent } = AgentId.safeParse(aor);
      if (!success) continue; // the edge lets nobody register under such a name
      seen.add(agent);
      if (agents.has(agent)) this.found(agent, contacts);
      else strangers.push(agent);
    }
    if (uptimeMs >= graceMs) for (const agent of agents) if (!seen.has(agent)) this.found(agent, []);
    // an agent who comes into the directory anew is told anew
    for (const agent of this.told.keys()) if (!agents.has(agent)) this.told.delete(agent);
    return strangers;
  }
}
