/** Endings ↔ SIP. Every ending has a reason and an owner (design §2). */
import { causeOfStatus, type Cause, type Ending, type Owner } from '@zuoxi/contracts';
import type { Party, SipRecord, Stage } from './record';

export type Ended = { by: 'us' | 'them'; status: number; silent?: true };

/** causes that a person at the far end of a trunk decides; everything else is the carrier's */
const decidedByPeople: ReadonlySet<Cause> = new Set(['busy', 'rejected', 'noAnswer']);
const person = (party: Party): Owner => (party.kind === 'agent' ? 'agent' : 'customer');
const line = (party: Party): Owner => (party.kind === 'agent' ? 'agent' : 'carrier');

export const ownFault: Ending = { cause: 'lineError', owner: 'system' };

/** What the peer, or nobody, said at the end of a leg that we did not end. */
export function endingOf({ party, stage }: Pick<SipRecord, 'party' | 'stage'>, { by, status, silent }: Ended): Ending {
  if (by === 'us') return ownFault;
  if (stage.is === 'talking') {
    if (status === 487) return { cause: 'cancelled', owner: person(party), sip: status }; // our 2xx had not left yet
    // a phone that still answers and no longer knows the call has hung up; silence, or no way to it, is another matter
    if (status === 481) return { cause: 'hangup', owner: person(party), sip: status };
    return status === 200 ? { cause: 'hangup', owner: person(party) } : { cause: 'lost', owner: line(party), sip: status };
  }
  if (stage.is === 'invited') {
    return status === 200 || status === 487
      ? { cause: 'cancelled', owner: person(party), sip: 487 }
      : { cause: 'lost', owner: line(party), sip: status };
  }
  // the edge answers every INVITE at once: silence, or no way to it, is ours
  if (silent) return { ...ownFault, sip: status };
  const cause = causeOfStatus(status);
  // a 403 comes from the line, not from the person called (RFC 3261 §21.4.4)
  const owner = decidedByPeople.has(cause) && status !== 403 ? person(party) : line(party);
  return { cause, owner, sip: status };
}

/** The final response that refuses a caller; the same number stands in the Reason header of CANCEL and BYE (RFC 3326), but a call that simply ends is a 200. */
const statuses: Readonly<Record<Cause, number>> = {
  hangup: 480,
  cancelled: 480,
  noAnswer: 480,
  busy: 486,
  rejected: 603,
  unreachable: 480,
  unknownNumber: 404,
  lineError: 503,
  lost: 480,
  full: 503,
};
export const statusOf = (ending: Ending, stage: Stage): number => {
  if (ending.cause === 'hangup' && stage.is === 'talking') return 200;
  const forbidden = ending.cause === 'rejected' && ending.owner === 'system';
  return (forbidden && ending.sip) || statuses[ending.cause];
};
export const reasonOf = (ending: Ending): string => `${ending.cause} by ${ending.owner}`;
