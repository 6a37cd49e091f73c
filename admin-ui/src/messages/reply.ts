import type { InternalMessage } from '@zuoxi/contracts';
import type { Words } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import type { Draft } from './mail';
import { senderName } from './sender';

export const longest = { subject: 120, body: 10_000 };
export const emptyDraft: Draft = { to: [], subject: '', body: '' };

/** Worth keeping: there is something that a person typed or chose. */
export const isDirty = ({ to, subject, body }: Draft): boolean => to.length > 0 || subject !== '' || body !== '';

/** To whoever wrote it, with what they wrote below; an answer to an answer is called no longer than the first. */
export function replyTo({ from, subject, body, at }: InternalMessage, t: Words, now: number): Draft {
  const begins = t('messages.re', { subject: '' });
  const quoted = body.replace(/^/gm, '> ');
  const written = `\n\n${t('messages.wrote', { who: from ? senderName(from, t) : '', at: dateTime(at, now) })}\n${quoted}`;
  return {
    to: from && from.kind !== 'system' ? [from] : [],
    subject: (subject.startsWith(begins) ? subject : begins + subject).slice(0, longest.subject),
    body: written.slice(0, longest.body / 2), // room to answer
  };
}
