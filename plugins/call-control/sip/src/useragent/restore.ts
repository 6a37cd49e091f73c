/** Legs of a former process go on here: what it wrote down, and nothing else, is known of them. */
import type { LegRecord } from '../api';
import { parseHead, parseMessage } from '../message/parse';
import type { Header, Request } from '../message/message';
import { phraseOf } from '../message/reasons';
import { respond, type ResponseDraft } from '../message/serialize';
import type { ServerTransaction } from '../transaction/server';
import { seqStep, type Env } from './env';
import { headText, repeatUntilAck } from './incoming';
import { leave } from './inside';
import type { Leg } from './leg';
import { callingTags, resume } from './outgoing';
import { isPhase, type Phase } from './phase';
import { armSession } from './session-timer';

export function restore(env: Env, records: ReadonlyMap<string, LegRecord>): void {
  for (const [id, record] of records) {
    const { v, over, phase } = record;
    if (v !== 1 || !isPhase(phase)) {
      env.on.refused?.(`record of leg ${id} cannot be read`, { host: '', port: 0 });
      env.on.record?.(id, null);
      continue;
    }
    const restored = jumped(phase);
    const leg = env.add(id, restored, restored.is === 'calling' ? callingTags(restored) : restored.dialog);
    leg.over = over === true;
    env.attempt(id, () => takeUp(env, leg, restored));
  }
}

/** CSeq only grows: the dead process may have sent requests after its last record (RFC 3261 §12.2.1.1). */
function jumped(phase: Phase): Phase {
  if (phase.is !== 'calling') return { ...phase, dialog: { ...phase.dialog, localSeq: phase.dialog.localSeq + seqStep } };
  return { ...phase, early: phase.early.map((e) => ({ ...e, dialog: { ...e.dialog, localSeq: e.dialog.localSeq + seqStep } })) };
}

function takeUp(env: Env, leg: Leg, phase: Phase): void {
  if (phase.is === 'calling') return resume(env, leg, phase);
  if (phase.is === 'leaving') return leave(env, leg, phase.dialog, phase.headers);
  if (phase.is === 'invited') serve(env, leg, phase.invite, phase.dialog.localTag, { is: 'proceeding' });
  env.save(leg);
  if (phase.is !== 'talking') return;
  // it was hung up while its 2xx had no ACK: by now there is none to wait for
  if (leg.over) return leave(env, leg, phase.dialog, []);
  if (phase.unacked?.invite) {
    const tx = serve(env, leg, phase.unacked.invite, phase.dialog.localTag, { is: 'accepted', last: phase.unacked.response });
    if (tx) repeatUntilAck(env, leg, tx);
  }
  armSession(env, leg);
}

function serve(
  env: Env,
  leg: Leg,
  invite: string,
  toTag: string,
  former: NonNullable<ServerTransaction['restored']>,
): ServerTransaction | null {
  const request = readInvite(invite);
  if (!request) return null;
  const tx = env.layer.restore(request, former);
  tx.toTag = toTag;
  leg.served = tx;
  return tx;
}

function readInvite(text: string): Request | null {
  const parsed = parseMessage(parseHead(text.slice(0, text.indexOf('\r\n\r\n'))), '');
  return parsed.ok && parsed.message.kind === 'request' ? parsed.message : null;
}

/**
 * The proxy lost the former process before it had a response, or we slept for longer than it waits for one, and it tries the same INVITE again with a
 * new branch: no merged request (§8.2.2.2) but the leg itself. Without a proxy of ours only a restored leg is meant. Only before an ACK came; true: taken up.
 */
export function adopt(env: Env, tx: ServerTransaction, merged: ServerTransaction): boolean {
  if (!(merged.restored || env.options.next) || tx.request.method !== 'INVITE') return false;
  const leg = env.byTag(tx.request.callId, merged.toTag);
  if (!leg || leg.served !== merged) return false;
  tx.toTag = merged.toTag;
  leg.served = tx;
  env.layer.succeed(merged, tx);
  if (leg.phase.is === 'invited') {
    leg.phase = { ...leg.phase, invite: headText(tx.request) };
    env.save(leg);
  } else if (leg.phase.is === 'talking' && leg.phase.unacked) {
    tx.respond(reissued(leg.phase.unacked.response, tx));
    repeatUntilAck(env, leg, tx);
  }
  return true;
}

const ofTheRequest: ReadonlySet<string> = new Set(['via', 'from', 'to', 'call-id', 'cseq', 'content-length']);

/** The same 2xx on the new way. */
function reissued(response: string, tx: ServerTransaction): ResponseDraft {
  const gap = response.indexOf('\r\n\r\n');
  const { headers } = parseHead(response.slice(0, gap));
  const kept = [...headers]
    .filter(([name]) => !ofTheRequest.has(name))
    .flatMap(([name, values]) => values.map((value): Header => [name, value]));
  return respond(tx.request, 200, phraseOf(200), tx.toTag, kept, response.slice(gap + 4));
}
