/** What is configured, as the database has it: one SQL a type, ids already those of the directory. Nothing is checked here. */
import { asLine, builtinPermissions, Permissions, RoleBase } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Sealed } from '@zuoxi/record-plane';
import { flowOf, flowSql, type Prompt } from '../prompts/prompt';
import { diallingOf, diallingSql } from './dialling';

export const partKinds = ['tenants', 'groups', 'agents', 'queues', 'trunks', 'numbers', 'flows'] as const;
export type PartKind = (typeof partKinds)[number];
/**
 * `key` is the part's id; for a number its tenant and itself, because two tenants may use one number over different trunks.
 * `prompts`: what has to lie in the sounds folder for it.
 */
export type RawPart = { key: string; label: string; value: Record<string, unknown>; prompts?: readonly Prompt[] };
export type RawParts = Record<PartKind, RawPart[]>;

type Row = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const wrapUp = (row: Row) => ({ mode: row.wrap_up_mode ?? undefined, seconds: row.wrap_up_seconds });

/** A tenant without reasons of its own gets these three (D2; STA-08, STA-15, STA-16). */
export const reasonsToBeginWith = [
  { code: 'break', label: { zh: '小休', en: 'Break' }, mayDial: true, colour: 'yellow' },
  { code: 'busy', label: { zh: '示忙', en: 'Busy' }, mayDial: true, colour: 'yellow' },
  { code: 'away', label: { zh: '离开', en: 'Away' }, mayDial: false, colour: 'blue' },
] as const;

const sql: Record<PartKind | 'reasons' | 'blocked', string> = {
  tenants: `select document_id as id, code, name, language, agent_may_hang_up_inbound, allow_session_move, mobile_confirm, wrap_up_mode, wrap_up_seconds, recording,
             ${diallingSql} from tenants order by id`,
  reasons: `select t.document_id as tenant, r.code, r.label_zh, r.label_en, r.may_dial, r.colour
            from reasons r join tenants t on t.id = r.tenant_id order by r.position, r.id`,
  blocked: `select t.document_id as tenant, b.number, b.until from blocked_numbers b join tenants t on t.id = b.tenant_id
            where b.until is null or b.until > now() order by b.id`,
  groups: `select g.document_id as id, t.document_id as tenant, g.name from groups g left join tenants t on t.id = g.tenant_id order by g.id`,
  agents: `select u.document_id as id, t.document_id as tenant, u.number, coalesce(u.display_name, u.number) as name, u.may_dial, u.phone_digest,
             r.base, r.permissions,
             case when u.mobile_proved_at is not null then u.mobile end as mobile,
             array(select g.document_id from up_users_groups_lnk l join groups g on g.id = l.group_id where l.user_id = u.id order by l.group_ord) as groups
           from up_users u join tenants t on t.id = u.tenant_id left join roles r on r.id = u.role_id where not coalesce(u.blocked, false) order by u.id`,
  queues: `select q.document_id as id, t.document_id as tenant, q.name, q.priority, q.ring_seconds, q.on_no_answer, q.wrap_up_mode, q.wrap_up_seconds,
             q.welcome, q.waiting_music, q.hold_music, q.agent_hears_hold, q.auto_answer,
             q.voicemail_after_seconds, q.voicemail_when_nobody,
             array(select g.document_id from queues_groups_lnk l join groups g on g.id = l.group_id where l.queue_id = q.id order by l.group_ord) as groups
           from queues q left join tenants t on t.id = q.tenant_id order by q.id`,
  trunks: `select k.document_id as id, t.document_id as tenant, k.name, k.addresses, k.host, k.port, k.auth_user, k.auth_password, k.max_calls
           from trunks k left join tenants t on t.id = k.tenant_id order by k.id`,
  numbers: `select n.number, t.document_id as tenant, k.document_id as trunk, n.outbound, n.reaches, q.document_id as queue, u.document_id as agent
            from numbers n left join tenants t on t.id = n.tenant_id left join trunks k on k.id = n.trunk_id
            left join queues q on q.id = n.queue_id left join up_users u on u.id = n.agent_id order by n.id`,
  flows: flowSql,
};

/** D25. As the login reads a role (accounts/agents.ts): none is an agent, no permissions of its own are the base's; what cannot be read allows nothing. */
function seesNumbers(base: unknown, own: unknown): boolean {
  const written: unknown = typeof own === 'string' ? JSON.parse(own) : own; // Strapi leaves jsonb as text
  const permissions =
    written === null ? builtinPermissions[RoleBase.catch('agent').parse(base)] : Permissions.safeParse(written).data;
  return permissions?.actions.includes('unmask') ?? false;
}

/** What belongs to a tenant and is no part of its own; and how to open what is sealed. */
type Of = Record<'reasons' | 'blocked', Row[]> & Sealed;

const values: Record<PartKind, (row: Row, of: Of) => Row> = {
  tenants: (row, { reasons, blocked }) => {
    const own = reasons
      .filter((r) => r.tenant === row.id)
      .map((r) => ({ code: r.code, label: { zh: r.label_zh, en: r.label_en }, mayDial: r.may_dial, colour: r.colour }));
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      language: row.language,
      agentMayHangUpInbound: row.agent_may_hang_up_inbound,
      sessionsMayMove: row.allow_session_move ?? true, // as the login reads it
      mobileConfirm: row.mobile_confirm ?? false, // as the form shows a row that is older than the setting
      recording: row.recording,
      dialling: diallingOf(row),
      wrapUp: wrapUp(row),
      reasons: own.length ? own : reasonsToBeginWith,
      blocked: blocked
        .filter((b) => b.tenant === row.id)
        .map(({ number, until }) => ({ number, until: until instanceof Date ? until.getTime() : null })),
    };
  },
  groups: (row) => row,
  agents: ({ phone_digest: ha1, may_dial: mayDial, mobile, base, permissions, ...row }) => ({
    ...row,
    unmasked: seesNumbers(base, permissions),
    mobile: mobile ?? undefined,
    mayDial: mayDial ?? undefined,
    ha1: ha1 || undefined,
  }),
  queues: (row) => ({
    id: row.id,
    tenant: row.tenant,
    name: row.name,
    groups: row.groups,
    priority: row.priority,
    ringSeconds: row.ring_seconds,
    onNoAnswer: row.on_no_answer,
    wrapUp: wrapUp(row),
    welcome: row.welcome || undefined,
    waitingMusic: row.waiting_music,
    holdMusic: row.hold_music,
    agentHearsHold: row.agent_hears_hold,
    autoAnswer: row.auto_answer ?? undefined,
    voicemail: { afterSeconds: row.voicemail_after_seconds, whenNobody: row.voicemail_when_nobody ?? undefined },
  }),
  trunks: (row, { open }) => ({
    id: row.id,
    tenant: row.tenant,
    addresses: text(row.addresses)
      .split(/[\s,]+/)
      .filter(Boolean),
    host: row.host,
    port: row.port,
    auth: row.auth_user
      ? {
          user: row.auth_user,
          password: open({ uid: 'api::trunk.trunk', document: text(row.id), attribute: 'authPassword' }, text(row.auth_password)),
        }
      : undefined,
    maxCalls: row.max_calls,
  }),
  numbers: (row) => ({
    number: row.number,
    tenant: row.tenant,
    trunk: row.trunk,
    outbound: row.outbound,
    to: row.reaches === 'none' ? { kind: 'none' } : { kind: row.reaches, [text(row.reaches)]: row[text(row.reaches)] },
  }),
  flows: (row) => flowOf(row).value,
};

/** A name or a label that was stored before it had to be one line is one now: nobody is left out for it. Hosts, passwords and numbers stay as they are. */
const asLines = (value: unknown): unknown => {
  if (typeof value === 'string') return asLine(value).trim();
  if (Array.isArray(value)) return value.map(asLines);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asLines(one)]));
};
const literal: ReadonlySet<PartKind> = new Set(['trunks', 'numbers']);

/** Reads all of it in one snapshot of the database. */
export function readParts(knex: Knex, { open }: Sealed): Promise<RawParts> {
  return knex.transaction(
    async (trx) => {
      const rows = async (kind: keyof typeof sql): Promise<Row[]> => (await trx.raw(sql[kind])).rows;
      const of: Of = { open, reasons: await rows('reasons'), blocked: await rows('blocked') };
      const parts = async (kind: PartKind): Promise<RawPart[]> =>
        (await rows(kind)).map((row) => ({
          key: kind === 'numbers' ? `${text(row.tenant)} ${text(row.number)}` : text(row.id),
          label: asLine(text(row.name ?? row.number ?? row.code)), // it goes into the log
          value: literal.has(kind)
            ? values[kind](row, of)
            : z.record(z.string(), z.unknown()).parse(asLines(values[kind](row, of))),
          ...(kind === 'flows' && { prompts: flowOf(row).prompts }),
        }));
      return {
        tenants: await parts('tenants'),
        groups: await parts('groups'),
        agents: await parts('agents'),
        queues: await parts('queues'),
        trunks: await parts('trunks'),
        numbers: await parts('numbers'),
        flows: await parts('flows'),
      };
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}
