/** An agent's mobile, reached over a trunk of the tenant like a customer, but never shown who calls: it shows a number of ours (LOG-17, D25). */
import type { DirectoryTrunk } from '@zuoxi/contracts';
import { linesFree } from './lines';
import type { Agent, World } from './model';

export const mobileOff: Agent['mobile'] = { answering: false, dialing: false };

/** `shown`: the caller that the mobile displays */
export type MobileLine = { readonly number: string; readonly trunk: DirectoryTrunk; readonly shown: string };

/** The first way to the bound mobile with so many lines free; null: none. */
export function mobileLine(world: World, { id, tenant }: Agent, lines: number): MobileLine | null {
  const number = world.directory.mobiles.get(id);
  if (number === undefined) return null;
  for (const shown of world.directory.callers.get(tenant) ?? []) {
    const trunk = world.directory.trunks.get(shown.trunk);
    if (trunk && linesFree(world, trunk) >= lines) return { number, trunk, shown: shown.number };
  }
  return null;
}

/** A number is bound and a line leads to it, whether or not one is free now. */
export const mobileBound = (world: World, agent: Agent): boolean => mobileLine(world, agent, -Infinity) !== null;

/** Calls go to the mobile: also while the workbench is closed (STA-21). */
export const answersByMobile = (world: World, agent: Agent): boolean =>
  agent.mobile.answering && agent.intent.kind !== 'signedOut' && mobileBound(world, agent);

/** Where an agent's own leg rings: the desk (browser or phone), or the mobile. */
export type OwnPhone =
  { readonly kind: 'desk'; readonly peer: 'browser' | 'phone' } | { readonly kind: 'mobile'; readonly line: MobileLine };

const desk = ({ station }: Agent): OwnPhone | null => (station ? { kind: 'desk', peer: station } : null);

/** For calls to the agent. Without a free line the desk rings, as without a mobile (INB-13). */
export function phoneToAnswer(world: World, agent: Agent): OwnPhone | null {
  const line = answersByMobile(world, agent) ? mobileLine(world, agent, 1) : null;
  return line ? { kind: 'mobile', line } : desk(agent);
}

/** For calls of the agent to `lines` more lines: the mobile may not take the line that the customer needs (OUT-11). */
export function phoneToDial(world: World, agent: Agent, lines: 0 | 1): OwnPhone | null {
  const line = agent.mobile.dialing ? mobileLine(world, agent, 1 + lines) : null;
  if (line) return { kind: 'mobile', line };
  return agent.station === 'phone' || agent.microphone ? desk(agent) : null;
}

/** For a call whose agent was lost: where they talked; the desk where the mobile is not to be had again. */
export function phoneToReturn(world: World, agent: Agent, byMobile: boolean): OwnPhone | null {
  const line = byMobile ? mobileLine(world, agent, 1) : null;
  return line ? { kind: 'mobile', line } : desk(agent);
}
