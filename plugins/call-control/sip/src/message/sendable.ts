/**
 * What may stand in a line of a message of ours. Whoever wrote it, a line break would begin a line of its own, and on a trusted link that line would be
 * believed; so it is refused where messages become text, past which nothing is sent.
 */
import { isToken } from './names';

/** Something cannot be written as a SIP message. The leg it was for is over; no other leg notices. It is not said what: a password or a number goes into no log. */
export class Unsendable extends Error {
  constructor(what: string) {
    super(`${what} cannot stand in a SIP message`);
    this.name = 'Unsendable';
  }
}

/** Blanks of every kind, control characters, and what a URI in angle brackets must not hold (RFC 3261 §25.1). */
const unfitForUri = /[\s\p{Cc}<>"]/u;
export const isUriText = (text: string): boolean => text !== '' && !unfitForUri.test(text);

// eslint-disable-next-line no-control-regex
const controls = /[\x00-\x08\x0a-\x1f\x7f]/;
/** RFC 3261 §25.1 quoted-pair: escaped, every control character is text but for the two that end a line (RFC 4475 §3.1.1.2) */
const quotedPair = /\\[^\r\n]/g;
/** One line of text: no control character but a tab, unless escaped. */
export const isLineText = (text: string): boolean => !controls.test(text) || !controls.test(text.replace(quotedPair, ''));

/** @returns the URI itself. Throws `Unsendable` */
export function uriText(uri: string): string {
  if (!isUriText(uri)) throw new Unsendable('a URI');
  return uri;
}

/** @returns the reason phrase itself. Throws `Unsendable` */
export function phraseText(phrase: string): string {
  if (!isLineText(phrase)) throw new Unsendable('a reason phrase');
  return phrase;
}

/** `Name: value` and its line break. Throws `Unsendable` */
export function headerText(name: string, value: string): string {
  if (!isToken(name)) throw new Unsendable('a header name');
  if (!isLineText(value)) throw new Unsendable(`the value of ${name}`);
  return `${name}: ${value}\r\n`;
}

/** Throws `Unsendable` */
export function methodText(method: string): string {
  if (!isToken(method)) throw new Unsendable('a method');
  return method;
}
