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
  /** may see full numbers now (D25) */
  unmasked(agent: AgentId): boolean;
  /** the tenant lets a session move to another browser (D10) */
  mayMove(tenant: TenantId): boolean;
  sessionOf(agent: AgentId): string | undefined;
  sessionSince(agent: AgentId): number | undefined;
  toldSoFar(agent: AgentId): number;
  toldAfter(agent: AgentId, n: number): { n: number; event: SwitchEvent }[] | undefined;
};

/** What the edge is told of browsers, by the key of their login (credentials.ts): its credentials and its registration end with it. */
export type Browsers = {
  /** `agent`: where it is known whose login it was, which is quicker */
  ended(browsers: readonly { key: string; agent: AgentId | undefined }[]): void;
  /** A login that was thought to be over is used again: a session may move back. */
  begun(key: string): void;
};
