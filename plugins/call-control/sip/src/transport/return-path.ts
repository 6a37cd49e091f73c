/** Marks the way back in a request's topmost Via (RFC 3261 §18.2.1, RFC 3581 §4) and reads it again when the way itself is gone. */
import type { Address } from '../api';
import type { Request } from '../message/message';
import { parseVia, type Via } from '../message/via';

/** The request with `received` and, where asked for, `rport` in its topmost Via. */
export function stampReturnPath(request: Request, remote: Address): Request {
  const { via } = request;
  const wantsPort = via.params.has('rport');
  if (via.host === remote.host && !wantsPort) return request;
  const bare = wantsPort ? via.text.replace(/;\s*rport\s*(=[^;]*)?/i, '') : via.text;
  const text = `${bare};received=${remote.host}${wantsPort ? `;rport=${remote.port}` : ''}`;
  const [first = '', ...others] = request.headers.get('via') ?? [];
  const headers = new Map(request.headers).set('via', [text + first.slice(first.indexOf(via.text) + via.text.length), ...others]);
  return { ...request, headers, via: parseVia(text) ?? via };
}

/** Where a response goes by its Via alone (§18.2.2). Over TCP `rport` names a connection that no longer exists. */
export function returnAddress(via: Via, protocol: 'TCP' | 'UDP'): Address {
  const rport = protocol === 'UDP' ? Number(via.params.get('rport') ?? 0) : 0;
  return { host: via.params.get('received') ?? via.host, port: rport || (via.port ?? 5060) };
}
