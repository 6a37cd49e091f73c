/** One datagram → one message (RFC 3261 §18.3): without Content-Length the body reaches to its end, bytes behind the body are dropped. */
import { parseHead, parseMessage, type Head, type Parsed } from '../message/parse';
import type { Limits } from './transport';

export type Datagram =
  { is: 'message'; parsed: Parsed } | { is: 'tooLarge'; head: Head } | { is: 'keepalive' } | { is: 'noise'; why: string };

export function readDatagram(data: Buffer, limits: Limits): Datagram {
  // RFC 5626 §4.4: CRLFs, and the zero bytes some phones send, only keep a NAT binding open
  let start = 0;
  while (start < data.length && (data[start] ?? 255) <= 0x20) start++;
  if (start === data.length) return { is: 'keepalive' };
  const end = data.indexOf('\r\n\r\n', start);
  if (end < 0) return { is: 'noise', why: 'no empty line ends the header' };
  const head = parseHead(data.toString('utf8', start, end));
  const left = data.length - end - 4;
  const length = head.contentLength ?? left;
  if (data.length > limits.message || length > limits.body) return { is: 'tooLarge', head };
  if (length > left) head.trouble ??= 'Content-Length is more than arrived';
  return { is: 'message', parsed: parseMessage(head, data.toString('utf8', end + 4, end + 4 + Math.min(length, left))) };
}
