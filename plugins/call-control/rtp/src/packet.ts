/** RTP packets (RFC 3550 §5.1). */

/** One header, to be reused: `read` overwrites it, so that a receiver of thousands of packets a second allocates nothing. */
export class RtpHead {
  marker = false;
  payloadType = 0;
  sequence = 0;
  timestamp = 0;
  ssrc = 0;
  /** the payload is `packet.subarray(start, end)` */
  start = 0;
  end = 0;

  /** Reads a datagram's header. False when it is no RTP version 2 packet or is cut short; then the fields mean nothing. */
  read(packet: Uint8Array): boolean {
    const length = packet.length;
    if (length < 12) return false;
    const first = packet[0]!;
    if (first >> 6 !== 2) return false;
    const second = packet[1]!;
    this.marker = second > 127;
    this.payloadType = second & 0x7f;
    this.sequence = (packet[2]! << 8) | packet[3]!;
    this.timestamp = uint32(packet, 4);
    this.ssrc = uint32(packet, 8);
    let start = 12 + (first & 0x0f) * 4;
    if (first & 0x10) {
      if (start + 4 > length) return false;
      start += 4 + 4 * ((packet[start + 2]! << 8) | packet[start + 3]!);
    }
    let end = length;
    if (first & 0x20) end -= packet[length - 1]!; // padding: its last byte counts itself
    if (start > end) return false;
    this.start = start;
    this.end = end;
    return true;
  }
}

const uint32 = (b: Uint8Array, at: number): number =>
  ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;

/** Writes the 12 bytes of a header without CSRC and extension. */
export function writeHead(
  into: Uint8Array,
  payloadType: number,
  marker: boolean,
  sequence: number,
  timestamp: number,
  ssrc: number,
): void {
  into[0] = 0x80;
  into[1] = payloadType | (marker ? 0x80 : 0);
  into[2] = sequence >>> 8;
  into[3] = sequence;
  writeUint32(into, 4, timestamp);
  writeUint32(into, 8, ssrc);
}

function writeUint32(into: Uint8Array, at: number, value: number): void {
  into[at] = value >>> 24;
  into[at + 1] = value >>> 16;
  into[at + 2] = value >>> 8;
  into[at + 3] = value;
}

export type RtpPacket = {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  payload: Uint8Array;
};

/** A datagram as a value (its payload shares the datagram's memory), or null. */
export function parseRtp(packet: Uint8Array): RtpPacket | null {
  const head = new RtpHead();
  if (!head.read(packet)) return null;
  const { payloadType, marker, sequence, timestamp, ssrc, start, end } = head;
  return { payloadType, marker, sequence, timestamp, ssrc, payload: packet.subarray(start, end) };
}

/** A packet as a datagram. */
export function buildRtp({ payloadType, marker, sequence, timestamp, ssrc, payload }: RtpPacket): Buffer {
  const datagram = Buffer.allocUnsafe(12 + payload.length);
  writeHead(datagram, payloadType, marker, sequence, timestamp, ssrc);
  datagram.set(payload, 12);
  return datagram;
}

/** How far `to` lies ahead of `from` on a 16 bit circle: -32768 … 32767. */
export const sequenceAhead = (from: number, to: number): number => ((to - from) << 16) >> 16;
/** How far `to` lies ahead of `from` on a 32 bit circle. */
export const timestampAhead = (from: number, to: number): number => (to - from) | 0;
