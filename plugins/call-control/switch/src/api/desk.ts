/** What the sockets may ask of the engine: the api's own small door to it, so that tests can stand behind it. */
import type { AgentId, AgentView, ErrorCode, QueueId, QueueView, SwitchEvent, TenantId } from '@zuoxi/contracts';
import { queuesOf, queueView, seesNumbers, type Input, type World } from '../core';

export type Desk = {
  post(input: Input): void;
  ask(input: Input): Promise<ErrorCode | null>;
  view(agent: AgentId): AgentView | undefined;
  /** those that the agent serves */
  queuesOf(agent: AgentId): readonly QueueId[];
  queue(id: QueueId): QueueView | undefined;
  /** milliseconds to the agent's phone and back */
  latency(agent: AgentId): number | null;
  tenantOf(agent: AgentId): TenantId | undefined;
  /** may see full numbers now (D25) */
  unmasked(agent: AgentId): boolean;
  /** the tenant lets a session move to another browser (D10) */
  mayMove(tenant: TenantId): boolean;
  sessionOf(agent: AgentId): string | undefined;
  sessionSince(agent: AgentId): number | undefined;
  toldSoFar(agent: AgentId): number;
  toldAfter(agent: AgentId, n: number): { n: number; event: SwitchEvent }[] | undefined;
};

type Behind = Pick<Desk, 'post' | 'ask' | 'toldSoFar'> & {
  world: World;
  view(agent: AgentId, latencyMs: number | null): AgentView | undefined;
  events: Pick<Desk, 'toldAfter'>;
};

/** The engine as the sockets see it. */
export const deskOf = (engine: Behind, latency: Desk['latency']): Desk => {
  const { world } = engine;
  return {
    post: (input) => engine.post(input),
    ask: (input) => engine.ask(input),
    view: (agent) => engine.view(agent, latency(agent)),
    queuesOf: (agent) => queuesOf(world, agent),
    queue: (id) => queueView(world, id),
    latency,
    tenantOf: (agent) => world.directory.agents.get(agent)?.tenant,
    unmasked: (agent) => seesNumbers(world, agent),
    mayMove: (tenant) => world.directory.tenants.get(tenant)?.sessionsMayMove !== false,
    sessionOf: (agent) => world.agents.get(agent)?.session?.id,
    sessionSince: (agent) => world.agents.get(agent)?.session?.since,
    toldSoFar: (agent) => engine.toldSoFar(agent),
    toldAfter: (agent, n) => engine.events.toldAfter(agent, n),
  };
};

/** What the edge is told of browsers, by the key of their login (credentials.ts): its credentials and its registration end with it. */
export type Browsers = {
  /** `agent`: where it is known whose login it was, which is quicker */
  ended(browsers: readonly { key: string; agent: AgentId | undefined }[]): void;
  /** A login that was thought to be over is used again: a session may move back. */
  begun(key: string): void;
};
