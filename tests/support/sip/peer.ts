/** Peers that speak SIP over UDP, TCP and WebSocket, one message at a time. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import WebSocket from 'ws';
import { Inbox } from './inbox';

export type Endpoint = { host: string; port: number };
export type Peer = {
  inbox: Inbox;
  /** `UDP 127.0.0.1:40123`, for the Via header */
  via: string;
  local: Endpoint;
  say(text: string | Buffer): void;
  close(): Promise<void>;
};

/** A UDP peer on its own address of 127.0.0.0/8, which is its identity for trunk lists and bans. */
export async function udpPeer(to: Endpoint, host = '127.0.0.1'): Promise<Peer> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  const inbox = new Inbox();
  socket.on('message', (m) => inbox.put(m.toString('latin1')));
  socket.bind(0, host);
  await once(socket, 'listening');
  const local = { host, port: socket.address().port };
  return {
    inbox,
    local,
    via: `UDP ${host}:${local.port}`,
    say: (text) => socket.send(text, to.port, to.host),
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** Cuts a TCP stream into messages by Content-Length (RFC 3261 §18.3). */
export function messages(socket: Socket, each: (raw: string) => void): void {
  let buffer = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    buffer += chunk;
    for (;;) {
      buffer = buffer.replace(/^(\r\n)+/, '');
      const end = buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\n(?:content-length|l)\s*:\s*(\d+)/i.exec(buffer.slice(0, end))?.[1] ?? 0);
      if (buffer.length < end + 4 + length) return;
      each(buffer.slice(0, end + 4 + length));
      buffer = buffer.slice(end + 4 + length);
    }
  });
}

export async function tcpPeer(to: Endpoint, host = '127.0.0.1'): Promise<Peer> {
  const socket = connect({ ...to, localAddress: host });
  const inbox = new Inbox();
  messages(socket, (raw) => inbox.put(raw));
  await once(socket, 'connect');
  socket.on('error', () => undefined); // the edge may close on us; what was heard tells
  socket.on('close', () => inbox.end());
  const local = { host, port: socket.localPort ?? 0 };
  return {
    inbox,
    local,
    via: `TCP ${host}:${local.port}`,
    say: (text) => void socket.write(text),
    close: async () => {
      if (socket.destroyed) return;
      // a FIN, as of a process that died, and the edge's own FIN as the sign that it has seen it
      const closed = once(socket, 'close');
      socket.end();
      const patience = setTimeout(() => socket.destroy(), 2000);
      await closed;
      clearTimeout(patience);
    },
  };
}

/** A browser behind nginx: `from` is what nginx says of it. */
export async function wsPeer(to: Endpoint, from?: string): Promise<Peer> {
  const socket = new WebSocket(`ws://${to.host}:${to.port}/sip`, 'sip', from ? { headers: { 'X-Forwarded-For': from } } : {});
  const inbox = new Inbox();
  socket.on('message', (m: Buffer) => inbox.put(m.toString('latin1')));
  await once(socket, 'open');
  socket.on('close', (code) => inbox.end(code));
  const name = `${randomUUID().slice(0, 8)}.invalid`; // every page is another contact, as with JsSIP
  return {
    inbox,
    local: { host: name, port: 0 },
    via: `WS ${name}`,
    say: (text) => socket.send(text),
    close: async () => {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.close();
      await once(socket, 'close');
    },
  };
}
