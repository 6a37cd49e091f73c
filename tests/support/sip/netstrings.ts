/** Listens to the edge's event port as the switch does: netstrings of JSON. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Endpoint } from './peer';

export type Listener = {
  /** The next event of this kind, heard already or to come. Each is handed out once. */
  next(ev: string): Promise<Record<string, unknown>>;
  close(): void;
};

export async function netstrings(place: Endpoint): Promise<Listener> {
  const socket = connect(place);
  const heard: Record<string, unknown>[] = [];
  const waiting: { ev: string; take: (event: Record<string, unknown>) => void }[] = [];
  let buffer = '';
  const put = (event: Record<string, unknown>): void => {
    const at = waiting.findIndex((w) => w.ev === event.ev);
    if (at < 0) heard.push(event);
    else waiting.splice(at, 1)[0]?.take(event);
  };
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    buffer += text;
    for (let m; (m = /^(\d+):/.exec(buffer));) {
      const [from, length] = [m[0].length, Number(m[1])];
      if (buffer.length <= from + length) return;
      put(JSON.parse(buffer.slice(from, from + length)) as Record<string, unknown>);
      buffer = buffer.slice(from + length + 1); // the comma
    }
  });
  await once(socket, 'connect');
  return {
    next: (ev) => {
      const at = heard.findIndex((e) => e.ev === ev);
      const found = at < 0 ? undefined : heard.splice(at, 1)[0];
      return found ? Promise.resolve(found) : new Promise((take) => waiting.push({ ev, take }));
    },
    close: () => socket.destroy(),
  };
}
