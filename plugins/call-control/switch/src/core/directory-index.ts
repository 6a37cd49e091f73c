/** The directory, looked up by name in O(1). Built anew for each version; never changed. */
import { DirectoryQueue, numberKey, withoutClashes } from '@zuoxi/contracts';
import type {
  AgentId,
  Directory,
  DirectoryAgent,
  DirectoryFlow,
  DirectoryGroup,
  DirectoryNumber,
  DirectoryTenant,
  DirectoryTrunk,
  GroupId,
  QueueId,
  TenantId,
  Time,
  TrunkId,
} from '@zuoxi/contracts';
import { diallingOf, mayBeDialled, type Dialling } from './dialling';

export type DirectoryIndex = {
  readonly source: Directory;
  readonly tenants: ReadonlyMap<TenantId, DirectoryTenant>;
  readonly groups: ReadonlyMap<GroupId, DirectoryGroup>;
  readonly agents: ReadonlyMap<AgentId, DirectoryAgent>;
  /** `<tenant>/<agent number>` */
  readonly byNumber: ReadonlyMap<string, DirectoryAgent>;
  readonly queues: ReadonlyMap<QueueId, DirectoryQueue>;
  readonly queuesOfGroup: ReadonlyMap<GroupId, readonly DirectoryQueue[]>;
  /** in the order of the directory */
  readonly flows: ReadonlyMap<TenantId, readonly DirectoryFlow[]>;
  readonly trunks: ReadonlyMap<TrunkId, DirectoryTrunk>;
  /** `<trunk>/<number>`, the number as it is compared */
  readonly numbers: ReadonlyMap<string, DirectoryNumber>;
  /** numbers that may be shown as caller, in the order of the directory */
  readonly callers: ReadonlyMap<TenantId, readonly DirectoryNumber[]>;
  readonly dialling: ReadonlyMap<TenantId, Dialling>;
  /** bound mobiles that the tenant may dial */
  readonly mobiles: ReadonlyMap<AgentId, string>;
  /** `<tenant>/<number>`, the number as it is compared → until when, null for good (TEN-07) */
  readonly blocked: ReadonlyMap<string, Time | null>;
};

export const emptyDirectory: Directory = {
  version: 1,
  tenants: [],
  groups: [],
  agents: [],
  queues: [],
  trunks: [],
  numbers: [],
  flows: [],
};

const gather = <K, V>(rows: readonly V[], keys: (row: V) => readonly K[]): Map<K, V[]> => {
  const map = new Map<K, V[]>();
  for (const row of rows)
    for (const key of keys(row)) {
      const list = map.get(key);
      if (list) list.push(row);
      else map.set(key, [row]);
    }
  return map;
};

export const isBlocked = ({ blocked }: DirectoryIndex, tenant: TenantId, caller: string, now: Time): boolean => {
  const until = blocked.get(`${tenant}/${numberKey(caller)}`);
  return until !== undefined && (until === null || until > now);
};

/** `kept`: queues that calls still wait in although the new directory dropped them. */
export function indexDirectory(given: Directory, kept: readonly DirectoryQueue[] = []): DirectoryIndex {
  // the record plane sends none that clash; one that an older switch kept on disk may
  const source = withoutClashes(given);
  const named = new Set(source.queues.map((q) => q.id));
  // a directory that an older switch kept on disk does not say what came since: that has its default until the record plane is heard
  const queues = [...source.queues, ...kept.filter((q) => !named.has(q.id))].map((q) => DirectoryQueue.parse(q));
  const dialling = new Map(source.tenants.map((t) => [t.id, diallingOf(t.dialling)]));
  const mayRing = (tenant: TenantId, mobile: string): boolean => {
    const rules = dialling.get(tenant);
    return rules !== undefined && mayBeDialled(rules, mobile);
  };
  return {
    source,
    dialling,
    mobiles: new Map(source.agents.flatMap((a) => (a.mobile && mayRing(a.tenant, a.mobile) ? [[a.id, a.mobile] as const] : []))),
    tenants: new Map(source.tenants.map((t) => [t.id, t])),
    groups: new Map(source.groups.map((g) => [g.id, g])),
    agents: new Map(source.agents.map((a) => [a.id, a])),
    byNumber: new Map(source.agents.map((a) => [`${a.tenant}/${a.number}`, a])),
    queues: new Map(queues.map((q) => [q.id, q])),
    queuesOfGroup: gather(queues, (q) => q.groups),
    flows: gather(source.flows, (f) => [f.tenant]),
    trunks: new Map(source.trunks.map((t) => [t.id, t])),
    // from the back, so that the first of a tenant's own two is the one that is found
    numbers: new Map(source.numbers.toReversed().map((n) => [`${n.trunk}/${numberKey(n.number)}`, n])),
    callers: gather(
      source.numbers.filter((n) => n.outbound),
      (n) => [n.tenant],
    ),
    blocked: new Map(source.tenants.flatMap((t) => t.blocked.map((b) => [`${t.id}/${numberKey(b.number)}`, b.until] as const))),
  };
}
