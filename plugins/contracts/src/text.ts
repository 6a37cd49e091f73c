/**
 * Text that comes from people or from other systems. Whoever takes some says which of the two it is: a `line` may stand in one line of a protocol (a SIP header,
 * a table of Kamailio, a file of nginx, an e-mail's subject), `prose` is shown to people and to nobody else.
 */
import { z } from 'zod';

/** C0, DEL and C1 (Unicode's Cc), what ends a line in Unicode, and half a character (Cs), which UTF-8 and PostgreSQL's JSON do not know. */
const endsOrControls = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** The same without what a text box writes: tab, line feed, carriage return. */
const controls = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

export const isLine = (text: string): boolean => !endsOrControls.test(text);
export const isProse = (text: string): boolean => !controls.test(text);

/** What was stored before it had to be a line, as one. Whoever parses stored JSON gives it as the reviver of `JSON.parse`. */
export const asLine = (text: string): string => (isLine(text) ? text : text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' '));
export const asLines = (_key: string, value: unknown): unknown => (typeof value === 'string' ? asLine(value) : value);

/** One line of at most `max` characters. */
export const line = (max: number) => z.string().max(max).refine(isLine, 'a line break or a control character stands in it');

/** Several lines of at most `max` characters in all. */
export const prose = (max: number) => z.string().max(max).refine(isProse, 'a control character stands in it');

/** RFC 1123 §2.1, at most 253 characters; the last label is no number, so that 300.1.2.3 is neither an address nor a name. */
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Where another system is reached: an IPv4 address or a name, nothing else (no port, no blank, no parameter). */
export const Host = z.union([z.ipv4(), z.string().regex(hostName)]);
