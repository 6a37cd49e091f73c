import { ToWorkbench, type FromWorkbench } from '@zuoxi/contracts';

export type SocketType = new (url: string) => WebSocket;
export type Handlers = { open: () => void; message: (m: ToWorkbench) => void; closed: (code: number) => void };

/** One connection to `/live`: parsed messages in, objects out. After `close` nothing is heard of it any more. */
export class Socket {
  private readonly ws: WebSocket;
  private deaf = false;

  constructor(url: string, type: SocketType, handlers: Handlers) {
    this.ws = new type(url);
    this.ws.onopen = () => this.deaf || handlers.open();
    this.ws.onclose = ({ code }) => this.deaf || handlers.closed(code);
    this.ws.onmessage = ({ data }) => {
      if (this.deaf) return;
      const parsed = ToWorkbench.safeParse(json(String(data)));
      if (parsed.success) handlers.message(parsed.data);
      else console.warn('/live said something this page does not know', parsed.error.issues);
    };
  }

  send(message: FromWorkbench): void {
    if (this.ws.readyState === this.ws.OPEN) this.ws.send(JSON.stringify(message));
  }

  close(): void {
    this.deaf = true;
    this.ws.close();
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
