/** Replaces (RFC 3891): the dialog that a new INVITE wants to stand in for. */
import { header, type Request } from '../message/message';
import { parseParams } from '../message/params';
import type { Env } from './env';
import type { Leg } from './leg';

export type Replaces = { callId: string; toTag: string; fromTag: string; earlyOnly: boolean };

/** A Replaces value, from the header or (unescaped) from a Refer-To URI. */
export function parseReplaces(value: string): Replaces | undefined {
  const semi = value.indexOf(';');
  const params = semi < 0 ? undefined : parseParams(value, semi);
  const callId = value.slice(0, semi).trim();
  const toTag = params?.get('to-tag');
  const fromTag = params?.get('from-tag');
  if (!params || !callId || toTag === undefined || fromTag === undefined) return undefined;
  return { callId, toTag, fromTag, earlyOnly: params.has('early-only') };
}

/** null: no Replaces. §3: no such dialog is 481, one that is over 603, and an early one only if it is ours to ring. */
export function findReplaced(env: Env, request: Request): Leg | null | 'nobody' | 'over' {
  const value = header(request, 'replaces');
  if (value === undefined) return null;
  const replaces = parseReplaces(value);
  const leg = replaces && env.byTag(replaces.callId, replaces.toTag);
  if (!replaces || !leg) return 'nobody';
  if (leg.over || leg.phase.is === 'leaving') return 'over';
  if (leg.phase.is !== 'talking' || leg.phase.dialog.remoteTag !== replaces.fromTag) return 'nobody';
  return leg;
}
