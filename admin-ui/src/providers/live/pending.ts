import type { CommandType } from '@zuoxi/contracts';
import { CommandFailed, type FailureCode } from './command-failed';

type Waiting = { type: CommandType; resolve: () => void; reject: (error: CommandFailed) => void };

/** Commands sent and not yet answered. */
export class Pending {
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  add(type: CommandType, send: (id: number) => void): Promise<void> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { type, resolve, reject });
      send(id);
    });
  }

  done(id: number): void {
    this.take(id)?.resolve();
  }

  failed(id: number, code: FailureCode): void {
    this.take(id)?.reject(new CommandFailed(code));
  }

  failAll(code: FailureCode): void {
    for (const id of [...this.waiting.keys()]) this.failed(id, code);
  }

  types(): ReadonlySet<CommandType> {
    return new Set([...this.waiting.values()].map((w) => w.type));
  }

  private take(id: number): Waiting | undefined {
    const found = this.waiting.get(id);
    this.waiting.delete(id);
    return found;
  }
}
