/**
 * Makes a directory that the switch will take, whatever is configured. A part that is wrong (a value out of range, a queue that names a group of another
 * tenant) is said aloud and stays as it last was right, or is left out if it never was; everything else goes on.
 */
import {
  Directory,
  DirectoryAgent,
  DirectoryFlow,
  DirectoryGroup,
  DirectoryNumber,
  DirectoryQueue,
  DirectoryTenant,
  DirectoryTrunk,
  clashes,
  dangling,
  type Clash,
  type Dangling,
} from '@zuoxi/contracts';
import { partKinds, type PartKind, type RawParts } from './read';

type Part = Directory[PartKind][number];
type Parts = Record<PartKind, Map<string, Part>>;

const schemas = {
  tenants: DirectoryTenant,
  groups: DirectoryGroup,
  agents: DirectoryAgent,
  queues: DirectoryQueue,
  trunks: DirectoryTrunk,
  numbers: DirectoryNumber,
  flows: DirectoryFlow,
} as const;

const kindOf: Record<Dangling['kind'], PartKind> = {
  group: 'groups',
  agent: 'agents',
  queue: 'queues',
  number: 'numbers',
  flow: 'flows',
};

const byKind = <T>(make: (kind: PartKind) => T): Record<PartKind, T> => ({
  tenants: make('tenants'),
  groups: make('groups'),
  agents: make('agents'),
  queues: make('queues'),
  trunks: make('trunks'),
  numbers: make('numbers'),
  flows: make('flows'),
});

/** As `RawPart.key`. */
const keyOf = (part: Part): string => ('to' in part ? `${part.tenant} ${part.number}` : part.id);

/** A queue is not to be lost for its music: it plays the standard one, and no welcome. Null: it is not that alone. */
const sounds = ['welcome', 'waitingMusic', 'holdMusic'];
function withStandardSounds(value: Record<string, unknown>, wrong: readonly PropertyKey[]): Directory['queues'][number] | null {
  if (wrong.length === 0 || !wrong.every((name) => sounds.includes(String(name)))) return null;
  const kept = Object.entries(value).filter(([name]) => !wrong.includes(name));
  return DirectoryQueue.safeParse(Object.fromEntries(kept)).data ?? null;
}

const indexed = (directory: Directory | null): Parts =>
  byKind((kind) => new Map<string, Part>((directory?.[kind] ?? []).map((part) => [keyOf(part), part])));

const assembled = (version: number, parts: Parts): Directory =>
  Directory.parse({ version, ...byKind((kind) => [...parts[kind].values()]) });

/** @param last the directory composed before; null: this is the first */
export function compose(raw: RawParts, last: Directory | null, version: number): { directory: Directory; troubles: string[] } {
  const before = indexed(last);
  const parts: Parts = byKind(() => new Map());
  const troubles: string[] = [];
  const asBefore = new Set<Part>();

  /** The part as it last was right, or nothing. Tried once a part: what was right before may have lost what it names. */
  const fallBack = (kind: PartKind, key: string, why: string): void => {
    const now = parts[kind].get(key);
    const then = before[kind].get(key);
    const back = then && !asBefore.has(then) && then !== now ? then : null;
    if (back) {
      asBefore.add(back);
      parts[kind].set(key, back);
    } else parts[kind].delete(key);
    troubles.push(`${why}: ${back ? 'its former setting stays' : 'it is left out'}`);
  };

  for (const kind of partKinds)
    for (const { key, label, value } of raw[kind]) {
      const read = schemas[kind].safeParse(value);
      const said = `${kind.slice(0, -1)} ${key} (${label}) of tenant ${String(value.tenant ?? '-')}`;
      if (read.success) {
        parts[kind].set(keyOf(read.data), read.data);
        continue;
      }
      const why = `${said}: ${read.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join(', ')}`;
      const wrong = read.error.issues.map(({ path }) => path[0] ?? '');
      const mended = kind === 'queues' && !before.queues.has(key) ? withStandardSounds(value, wrong) : null;
      if (!mended) fallBack(kind, key, why);
      else {
        parts.queues.set(key, mended);
        troubles.push(`${why}: the standard sounds are played`);
      }
    }

  /** What is right now goes before a former setting, then the older before the younger. */
  const inOrder = <P extends Part>(kind: PartKind, list: readonly P[]): P[] => {
    const late = (part: P): number => Number(asBefore.has(parts[kind].get(keyOf(part)) ?? part));
    return list.toSorted((a, b) => late(a) - late(b));
  };
  const ordered = ({ trunks, numbers }: Directory) => ({
    trunks: inOrder('trunks', trunks),
    numbers: inOrder('numbers', numbers),
  });
  /** Without a way back: what the younger had before was another's, too. */
  const takeAway = (clash: Clash): void => {
    if (clash.kind === 'number') parts.numbers.delete(keyOf(clash.number));
    else if (clash.kind === 'account') parts.trunks.delete(clash.trunk.id);
    else {
      const now = parts.trunks.get(clash.trunk.id);
      if (!now || !('addresses' in now)) return;
      parts.trunks.set(now.id, { ...now, addresses: now.addresses.filter((one) => one !== clash.address) });
    }
    troubles.push(`${clash.says}: ${clash.kind === 'address' ? 'it goes on without' : 'it is left out'}`);
  };

  for (;;) {
    const directory = assembled(version, parts);
    const missing = dangling(directory);
    const younger = missing.length > 0 ? [] : clashes(ordered(directory));
    if (missing.length === 0 && younger.length === 0) return { directory, troubles };
    for (const clash of younger) takeAway(clash);
    const why = new Map<string, Dangling>();
    for (const one of missing) why.set(`${one.kind} ${one.tenant} ${one.id}`, one);
    for (const one of why.values())
      fallBack(kindOf[one.kind], one.kind === 'number' ? `${one.tenant} ${one.id}` : one.id, one.says);
  }
}
