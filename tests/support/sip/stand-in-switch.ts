/** A switch that does nothing by itself: it hears what the edge sends over TCP and says what the test wants. `die` is what `kill -9` looks like to the edge. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Inbox } from './inbox';
import { response, type SipMessage } from './message';
import { messages, tcpPeer, type Peer, type Endpoint } from './peer';

export type StandInSwitch = {
  inbox: Inbox;
  /** what it does with a request by itself; nothing unless set */
  onRequest: ((m: SipMessage) => void) | null;
  contact: string;
  via: string;
  /** answers on the connection that the request came over */
  answer(to: SipMessage, status: number, more?: { tag?: string; headers?: readonly string[]; body?: string }): void;
  /** says something over its own connection to the edge */
  say(text: string): void;
  die(): Promise<void>;
  live(): Promise<void>;
};

export async function standInSwitch(ports: { switchSip: number; edge: number }): Promise<StandInSwitch> {
  const own: Endpoint = { host: '127.0.0.1', port: ports.switchSip };
  const inbox = new Inbox();
  const sockets = new Set<Socket>();
  const cameOver = new WeakMap<SipMessage, Socket>();
  let server: Server | null = null;
  let edge: Peer | null = null;

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined); // the edge was restarted
    socket.on('close', () => sockets.delete(socket));
    messages(socket, (raw) => {
      const message = inbox.put(raw);
      if (!message) return;
      cameOver.set(message, socket);
      if (message.method) theSwitch.onRequest?.(message);
      // the edge only wants to know whether somebody listens
      if (message.method === 'OPTIONS' && message.header('from').includes('edge@zuoxi'))
        socket.write(response(message, 200, { tag: 'sw' }));
    });
  };

  const theSwitch: StandInSwitch = {
    inbox,
    onRequest: null,
    contact: `<sip:switch@127.0.0.1:${own.port};transport=tcp>`,
    via: `TCP 127.0.0.1:${own.port}`,
    answer: (to, status, more) => void cameOver.get(to)?.write(response(to, status, { tag: 'sw', ...more })),
    say: (text) => edge?.say(text),
    async die() {
      const closed = server ? once(server, 'close') : null;
      server?.close();
      for (const socket of sockets) socket.resetAndDestroy();
      await Promise.all([closed, edge?.close()]);
      server = edge = null;
    },
    async live() {
      server = createServer(accept).listen(own.port, own.host);
      await once(server, 'listening');
      edge = await tcpPeer({ host: '127.0.0.1', port: ports.edge });
      // messages to the switch may come over either connection
      edge.inbox.pipe(inbox);
    },
  };
  return theSwitch;
}
