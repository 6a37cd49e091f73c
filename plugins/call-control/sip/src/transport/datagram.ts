/** One datagram → one message (RFC 3261 §18.3): without Content-Length the body reaches to its end, bytes behind the body are dropped. */
import { parseHead, parseMessage, type Head, type Parsed } from '../message/parse';
import type { Address } from '../api';
import type { Flow, Limits, Sink } from './transport';

type Datagram = { is: 'message'; parsed: Parsed } | { is: 'tooLarge'; head: Head } | { is: 'keepalive' };

function readDatagram(data: Buffer, limits: Limits): Datagram {
  // RFC 5626 §4.4: CRLFs, and the zero bytes some phones send, only keep a NAT binding open
  let start = 0;
  while (start < data.length && (data[start] ?? 255) <= 0x20) start++;
  if (start === data.length) return { is: 'keepalive' };
  const gap = data.indexOf('\r\n\r\n', start);
  const end = gap < 0 ? data.length : gap;
  const head = parseHead(data.toString('utf8', start, end).trimEnd());
  if (gap < 0) head.trouble ??= 'no empty line ends the header';
  const left = Math.max(0, data.length - end - 4);
  const length = head.contentLength ?? left;
  if (data.length > limits.message || length > limits.body) return { is: 'tooLarge', head };
  if (length > left) head.trouble ??= 'Content-Length is more than arrived';
  return { is: 'message', parsed: parseMessage(head, data.toString('utf8', end + 4, end + 4 + Math.min(length, left))) };
}

/** Hands a datagram up. `flow` makes the way back to a port of the sender's host. */
export function deliverDatagram(sink: Sink, data: Buffer, remote: Address, limits: Limits, flow: (port: number) => Flow): void {
  const datagram = readDatagram(data, limits);
  if (datagram.is === 'keepalive') return;
  if (datagram.is === 'tooLarge') return sink.tooLarge(datagram.head, flow(remote.port));
  const { parsed } = datagram;
  if (!parsed.ok) return sink.malformed(parsed, flow(remote.port));
  const { via } = parsed.message;
  // RFC 3581 §4: with rport to the source port, without to the port in Via; always to the source address
  sink.message(parsed.message, flow(via.params.has('rport') ? remote.port : (via.port ?? 5060)));
}
