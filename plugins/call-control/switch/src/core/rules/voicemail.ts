/** Nobody comes to a waiting caller, who is asked to leave a message: prompt, beep, recording, end (REC-11). */
import type { QueueId } from '@zuoxi/contracts';
import { livingLegs } from '../leg';
import { somebodyServes } from '../matching';
import type { Call } from '../model';
import { play, seat } from '../seating';
import { beepSound, voicemailSound } from '../sounds';
import type { Turn } from '../turn';
import { endCall } from './ending';
import { recordingName } from './talking';

/** A mixer that died says no end of the prompt; then the message begins without. No prompt is that long. */
const promptMs = 60_000;
/** How long one may speak. */
const messageMs = 120_000;

/** Callers who wait in a queue to which nobody is signed in (ACD-05), where it has a mailbox for that. */
export function nobodyServes(turn: Turn, id: QueueId): void {
  const { world } = turn;
  const queue = world.directory.queues.get(id);
  const waiting = world.waiting.get(id);
  if (!queue?.voicemail.whenNobody || !waiting?.size || somebodyServes(world, queue.groups)) return;
  for (const call of [...waiting.keys()]) ask(turn, turn.call(call));
}

/**
 * The caller leaves the queue for good: an agent who becomes free while the prompt plays takes the next caller and finds the message later. A caller who
 * is asked one thing and then put through to another would be no better served, and an agent would answer into a half-spoken message.
 * Who has talked with an agent before goes on waiting: the recording of that conversation is for those who took part in it.
 */
function ask(turn: Turn, call: Call | undefined): void {
  const caller = call && livingLegs(call)[0];
  if (!call?.waiting || !call.queue || !caller || call.talkingAt !== null) return;
  const language = turn.world.directory.tenants.get(call.tenant)?.language ?? 'zh';
  turn.putCall({
    ...seat(call, [caller.id], voicemailSound(turn, language), turn.now),
    waiting: null,
    voicemail: { state: 'prompt', until: turn.now + promptMs },
  });
  turn.tell(call.tenant, { type: 'call.askedForMessage', call: call.id, queue: call.queue });
}

/** Recorded from the beep on, not from its end: who speaks at once is heard whole. Also where calls are not recorded: the message is why they stay. */
export function takeMessage(turn: Turn, call: Call): void {
  const caller = livingLegs(call)[0];
  if (!caller) return;
  turn.putCall({
    ...play(call, caller.id, beepSound(turn)),
    voicemail: { state: 'message', since: turn.now, until: turn.now + messageMs },
    recording: { name: recordingName(call, turn.now), paused: false },
  });
}

/** Waited long enough, heard the prompt long enough, spoke long enough. */
export function voicemailDue(turn: Turn, call: Call): void {
  if (!call.voicemail) ask(turn, call);
  else if (call.voicemail.state === 'prompt') takeMessage(turn, call);
  else endCall(turn, call, { cause: 'hangup', owner: 'system' });
}
