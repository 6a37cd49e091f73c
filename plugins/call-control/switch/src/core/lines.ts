/** Lines of trunks: a call takes one for the customer, and one more for each agent who talks by mobile. */
import type { DirectoryTrunk, TenantId, TrunkId } from '@zuoxi/contracts';
import { diallingOf, mayBeDialled } from './dialling';
import { alive } from './leg';
import type { Call, World } from './model';

const linesOf = (call: Call): TrunkId[] => [
  ...(call.trunk ? [call.trunk] : []),
  ...call.legs.flatMap((l) => (l.line && alive(l) ? [l.line] : [])),
];

const isFull = (world: World, id: TrunkId): boolean => {
  const trunk = world.directory.trunks.get(id);
  return trunk !== undefined && linesFree(world, trunk) < 1;
};

/** Adds the call's lines to what is taken, or takes them off. True when a trunk became full by it, or got a free line again. */
export function countLines(world: World, call: Call, by: 1 | -1): boolean {
  let turned = false;
  for (const id of linesOf(call)) {
    const before = isFull(world, id);
    world.lines.set(id, (world.lines.get(id) ?? 0) + by);
    turned ||= before !== isFull(world, id);
  }
  return turned;
}

export const linesFree = (world: World, trunk: DirectoryTrunk): number => trunk.maxCalls - (world.lines.get(trunk.id) ?? 0);

/** Whether a carrier may send a call of ours elsewhere: to hosts of its own line, and to numbers that may be dialled over it. A shared line has the rules that everybody begins with. */
export function mayRedirect({ directory }: World, id: TrunkId, host: string, number: string): boolean {
  const trunk = directory.trunks.get(id);
  if (!trunk || (host !== trunk.host && !trunk.addresses.includes(host))) return false;
  const rules = (trunk.tenant && directory.dialling.get(trunk.tenant)) ?? diallingOf(undefined);
  return mayBeDialled(rules, number);
}

/** Whether the tenant may show that number on that line, as things are now: what was taken from it since an agent dialled is not used any more. */
export const mayShow = ({ directory }: World, tenant: TenantId, shown: string, trunk: TrunkId): boolean =>
  (directory.callers.get(tenant) ?? []).some((own) => own.number === shown && own.trunk === trunk);
