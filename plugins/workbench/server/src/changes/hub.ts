/** Who listens for changes, and who is told what. One a process; a session that listens at another process of the record plane is not told by this one. */
import type { Core } from '@strapi/strapi';
import type { Change } from '@zuoxi/contracts';
import { type Caller, type Changes, rowsWrittenEvent, type RowsWritten } from '@zuoxi/record-plane';
import { permissionOf } from '../caller';
import { schemaVersion } from '../schema/schema';
import { workbenchOf, type Workbench } from '../workbench';

export type Listener = {
  caller: Caller;
  send(change: Change): void;
  end(): void;
};

/**
 * Streams that may be open. A browser keeps six connections to one server, so eight of a session are more than it has tabs; an account has a few
 * sessions; all: what nginx lets in (scripts, nginx-limits.ts) and a little.
 */
const most = { session: 8, account: 24, all: 3500 } as const;

/** Many writes in a row are told once; rows that come by themselves all day less often, or lists would never stand still. */
const quietMs = { written: 300, arriving: 3000 };

export class Hub {
  private readonly listeners = new Map<Listener, string>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  constructor(private readonly workbench: () => Workbench) {}

  /** Tells the version that counts now; a client that was away compares. Returns how to stop; null: there is no room for more. */
  async add(listener: Listener): Promise<(() => void) | null> {
    const version = await schemaVersion(this.workbench(), listener.caller);
    const { session, agent } = listener.caller.who;
    this.keep(most.session - 1, ({ caller }) => caller.who.session === session);
    this.keep(most.account - 1, ({ caller }) => caller.who.agent.id === agent.id);
    if (this.listeners.size >= most.all) return null;
    this.listeners.set(listener, version);
    listener.send({ t: 'schema', version });
    return () => void this.listeners.delete(listener);
  }

  /** Fields or views of a tenant, or of one account, are other than before. */
  async schemaChanged(tenant: number, agent?: string): Promise<void> {
    for (const listener of this.of(tenant)) {
      if (agent !== undefined && listener.caller.who.agent.id !== agent) continue;
      const version = await schemaVersion(this.workbench(), listener.caller);
      if (this.listeners.get(listener) === version) continue;
      this.listeners.set(listener, version);
      listener.send({ t: 'schema', version });
    }
  }

  /** Rights or modules changed: who listens is known by what was, so it has to come again. */
  startOver(which: { tenant?: number; tenantId?: string; agent?: string }): void {
    for (const listener of [...this.listeners.keys()]) {
      const { tenant, who } = listener.caller;
      if (which.tenant !== undefined && which.tenant !== tenant) continue;
      if (which.tenantId !== undefined && which.tenantId !== who.tenant.id) continue;
      if (which.agent !== undefined && which.agent !== who.agent.id) continue;
      listener.end();
    }
  }

  /** `tenant` by primary key or by id; null: nobody knows whose rows they were, so everybody looks. */
  rowsChanged(tenant: number | string | null, type: string, how: keyof typeof quietMs = 'written'): void {
    const key = `${tenant ?? '*'} ${type}`;
    if (this.waiting.has(key)) return;
    const tell = (): void => {
      this.waiting.delete(key);
      for (const listener of tenant === null ? this.listeners.keys() : this.of(tenant)) {
        const known = this.workbench().catalogue.named(type);
        if (known && permissionOf(listener.caller, known).read !== 'none') listener.send({ t: 'rows', type });
      }
    };
    this.waiting.set(key, setTimeout(tell, quietMs[how]));
  }

  /** Rows that are these accounts' alone: nobody else hears of them. */
  ownRowsChanged(accounts: ReadonlySet<string>, type: string): void {
    for (const listener of this.listeners.keys())
      if (accounts.has(listener.caller.who.agent.id)) listener.send({ t: 'rows', type });
  }

  sessionEnded(session: string): void {
    for (const listener of [...this.listeners.keys()])
      if (listener.caller.who.session === session) {
        listener.send({ t: 'sessionEnded' });
        listener.end();
      }
  }

  stop(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    for (const listener of [...this.listeners.keys()]) listener.end();
  }

  /** The oldest of these go, down to so many: who opens one stream more wants the newest. */
  private keep(count: number, which: (listener: Listener) => boolean): void {
    const those = [...this.listeners.keys()].filter(which);
    for (const listener of those.slice(0, Math.max(0, those.length - count))) {
      this.listeners.delete(listener);
      listener.end();
    }
  }

  private of(tenant: number | string): Listener[] {
    return [...this.listeners.keys()].filter(({ caller }) => caller.tenant === tenant || caller.who.tenant.id === tenant);
  }
}

const hubs = new WeakMap<Core.Strapi, Hub>();
export function hubOf(strapi: Core.Strapi): Hub {
  const had = hubs.get(strapi);
  if (had) return had;
  const made = new Hub(() => workbenchOf(strapi));
  hubs.set(strapi, made);
  return made;
}

/** `Changes` of record-plane. */
export const changesOf = (strapi: Core.Strapi): Changes => ({
  rowsArrived: (tenant, type) => hubOf(strapi).rowsChanged(tenant, type, 'arriving'),
  async rowsWritten(tenant, type, ids) {
    if (ids.length === 0) return;
    hubOf(strapi).rowsChanged(tenant.row, type);
    await strapi.eventHub.emit(rowsWrittenEvent, { tenant, type, ids } satisfies RowsWritten);
  },
  ownRowsChanged: (accounts, type) => hubOf(strapi).ownRowsChanged(new Set(accounts), type),
  schemaChanged: (tenant) => hubOf(strapi).startOver({ tenant }),
});
