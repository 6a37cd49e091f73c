/** A WebSocket that speaks one zod schema: what does not parse is answered, never passed on; a silent peer is dropped. */
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';

const beatMs = 10_000;
/** far above what a person or the feed sends */
const perSecond = 100;

/** What is said to. */
export type Outlet = Pick<WebSocket, 'readyState' | 'OPEN' | 'send'>;
/** As much of a `ws` WebSocket as a conversation takes. */
export type Socket = Outlet & {
  on(event: 'message', listener: (data: RawData, isBinary: boolean) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'pong' | 'close', listener: () => void): unknown;
  ping(): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
};

export type Talk<In> = { message: (message: In) => void; bad: () => void; closed: () => void };

export function listen<In>(socket: Socket, schema: z.ZodType<In>, talk: Talk<In>, limit = perSecond): void {
  let alive = true;
  let budget = limit;
  // a laptop that sleeps, a cable that is out: TCP alone notices after many minutes
  const beat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, beatMs);
  const refill = setInterval(() => (budget = limit), 1000);
  socket.on('pong', () => (alive = true));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(beat);
    clearInterval(refill);
    talk.closed();
  });
  socket.on('message', (data, binary) => {
    alive = true;
    if (--budget < 0) return socket.close(1008, 'too many messages');
    const parsed = binary ? undefined : schema.safeParse(json(String(data)));
    if (parsed?.success) talk.message(parsed.data);
    else talk.bad();
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const sendText = (socket: Outlet, text: string): void => {
  if (socket.readyState === socket.OPEN) socket.send(text);
};

export const send = <Out>(socket: Outlet, message: Out): void => sendText(socket, JSON.stringify(message));
