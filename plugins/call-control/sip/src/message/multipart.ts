/** The SDP of a message: its body, or the one part of a multipart body that is SDP (RFC 5621; SIP-I trunks wrap it with ISUP). */
import { contentType, header, type Message } from './message';
import { parseParams } from './params';

export type Offer = { is: 'sdp'; sdp: string } | { is: 'none' } | { is: 'foreign' };

export function sdpOf(m: Message): Offer {
  if (!m.body.trim()) return { is: 'none' };
  const type = contentType(m);
  if (type === 'application/sdp') return { is: 'sdp', sdp: m.body };
  if (!type.startsWith('multipart/')) return { is: 'foreign' };
  const value = header(m, 'content-type') ?? '';
  const boundary = parseParams(value, value.indexOf(';') < 0 ? value.length : value.indexOf(';'))?.get('boundary');
  if (!boundary) return { is: 'foreign' };
  for (const part of m.body.split(`--${boundary}`)) {
    const gap = part.indexOf('\r\n\r\n');
    if (gap >= 0 && /^content-type[ \t]*:[ \t]*application\/sdp\b/im.test(part.slice(0, gap))) {
      // the last line break belongs to the boundary (RFC 2046 §5.1.1)
      const sdp = part.slice(gap + 4).replace(/\r\n$/, '');
      return { is: 'sdp', sdp: sdp.endsWith('\r\n') ? sdp : `${sdp}\r\n` };
    }
  }
  return { is: 'foreign' };
}
