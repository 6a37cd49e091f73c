/**
 * What two of a directory want and one alone may have: an address that calls come from, the account with a carrier, a number. The older one keeps it, which
 * is the one that stands first. The database refuses such rows (`call-control`, `lines/claims.ts`), so this is for those that are older than the rule.
 */
import type { Directory, DirectoryNumber, DirectoryTrunk } from './directory';
import { numberKey } from './number-key';

type Lines = Pick<Directory, 'trunks' | 'numbers'>;
export type Clash = { says: string } & (
  | { kind: 'address'; trunk: DirectoryTrunk; address: string }
  | { kind: 'account'; trunk: DirectoryTrunk }
  | { kind: 'number'; number: DirectoryNumber }
);

/** Where a trunk's calls go and as whom: a second tenant with the same would dial on the first one's account. */
const accountOf = ({ host, port, auth }: DirectoryTrunk): string => `${host.toLowerCase()}:${port} ${auth?.user ?? ''}`.trim();
const whose = (tenant: string | null): string => (tenant === null ? 'shared' : `tenant ${tenant}'s`);

/** Notes who wants what; answers who has it, if that is somebody else. */
function taken<T>(held: Map<string, T>, what: string, who: T): { by: T } | null {
  const by = held.get(what);
  if (by === undefined) held.set(what, who);
  return by === undefined || by === who ? null : { by };
}

/** What each of the younger does not get. */
export function clashes({ trunks, numbers }: Lines): Clash[] {
  const accounts = new Map<string, string | null>();
  const addresses = new Map<string, string>();
  const holders = new Map<string, string>();
  const found: Clash[] = [];
  for (const trunk of trunks) {
    const said = `trunk ${trunk.id} of tenant ${trunk.tenant ?? '-'} names`;
    const account = taken(accounts, accountOf(trunk), trunk.tenant);
    if (account) {
      found.push({ kind: 'account', trunk, says: `${said} ${accountOf(trunk)}, which is ${whose(account.by)}` });
      continue;
    }
    for (const address of trunk.addresses) {
      const other = taken(addresses, address, trunk.id);
      if (other)
        found.push({ kind: 'address', trunk, address, says: `${said} address ${address}, which is trunk ${other.by}'s` });
    }
  }
  for (const number of numbers) {
    const other = taken(holders, numberKey(number.number), number.tenant);
    const says = `number ${number.number} of tenant ${number.tenant} is ${whose(other?.by ?? null)}`;
    if (other) found.push({ kind: 'number', number, says });
  }
  return found;
}

/** The directory without what clashes, and without numbers on lines that their tenant does not have. */
export function withoutClashes(d: Directory): Directory {
  const found = clashes(d);
  const out = new Set<unknown>(
    found.map((one) => (one.kind === 'account' ? one.trunk : one.kind === 'number' ? one.number : null)),
  );
  const lost = new Set(found.map((one) => (one.kind === 'address' ? `${one.trunk.id} ${one.address}` : '')));
  const trunks = d.trunks
    .filter((trunk) => !out.has(trunk))
    .map((trunk) => ({ ...trunk, addresses: trunk.addresses.filter((address) => !lost.has(`${trunk.id} ${address}`)) }));
  const lines = new Map(trunks.map(({ id, tenant }) => [id, tenant]));
  const usable = ({ trunk, tenant }: DirectoryNumber): boolean =>
    [null, tenant].includes(lines.get(trunk) ?? null) && lines.has(trunk);
  return { ...d, trunks, numbers: d.numbers.filter((number) => !out.has(number) && usable(number)) };
}
