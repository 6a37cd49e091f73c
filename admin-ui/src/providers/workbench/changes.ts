/** GET /api/workbench/changes: what changed on the server, for as long as somebody is signed in. Comes back by itself, later and later up to a limit. */
import { Change } from '@zuoxi/contracts';
import { EventLines } from './event-lines';

type Options = {
  bearer: () => string | null;
  changed: (change: Change) => void;
  /** the stream is open (again): what happened in between is not known */
  opened: () => void;
  fetcher?: typeof fetch;
};

const firstWaitMs = 500;
const longestWaitMs = 10_000;

export class Changes {
  private stopper: AbortController | null = null;

  constructor(private readonly options: Options) {}

  start(): void {
    if (this.stopper) return;
    this.stopper = new AbortController();
    void this.follow(this.stopper.signal);
  }

  stop(): void {
    this.stopper?.abort();
    this.stopper = null;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    let wait = firstWaitMs;
    while (!signal.aborted) {
      const opened = await this.read(signal);
      wait = opened ? firstWaitMs : Math.min(wait * 2, longestWaitMs);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** True when the stream was open. Ends when it does. */
  private async read(signal: AbortSignal): Promise<boolean> {
    const { bearer, changed, opened, fetcher = (...given) => fetch(...given) } = this.options;
    const token = bearer();
    if (!token) return false;
    try {
      const response = await fetcher('/api/workbench/changes', { headers: { authorization: `Bearer ${token}` }, signal });
      if (!response.ok || !response.body) return false;
      opened();
      const lines = new EventLines();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        for (const event of lines.push(piece.value)) {
          const change = Change.safeParse(JSON.parse(event));
          if (change.success) changed(change.data);
        }
      return true;
    } catch {
      return false; // the network, or our own stop: asked again unless stopped
    }
  }
}
