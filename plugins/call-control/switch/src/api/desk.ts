/** What the sockets may ask of the engine: the api's own small door to it, so that tests can stand behind it. */
import type { AgentId, AgentView, ErrorCode, SwitchEvent, TenantId } from '@zuoxi/contracts';
import type { Input } from '../core';

export type Desk = {
  post(input: Input): void;
  ask(input: Input): Promise<ErrorCode | null>;
  view(agent: AgentId): AgentView | undefined;
  /** milliseconds to the agent's phone and back */
  latency(agent: AgentId): number | null;
  tenantOf(agent: AgentId): TenantId | undefined;
  sessionSince(agent: AgentId): number | undefined;
  toldSoFar(agent: AgentId): number;
  toldAfter(agent: AgentId, n: number): { n: number; event: SwitchEvent }[] | undefined;
};
