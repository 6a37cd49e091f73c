/**
 * Work that an answer does not wait for, begun once the answer has left: how long it takes must tell nobody whether there was any. A message to an account that
 * exists, an entry in the audit log.
 */
import type { Context } from 'koa';
import { runAs } from '@zuoxi/record-plane';

type Work = () => Promise<unknown>;

export class Later {
  private readonly underWay = new Set<Promise<void>>();
  private held: Promise<void> = Promise.resolve();

  constructor(private readonly failed: (what: string, error: unknown) => void) {}

  /** `what` names the work in the log should it fail. */
  after(ctx: Context, what: string, work: Work): void {
    const { res } = ctx;
    const left = new Promise<void>((resolve) =>
      res.writableFinished || res.destroyed ? resolve() : void res.once('close', resolve),
    );
    this.track(what, async () => {
      await left;
      await work();
    });
  }

  /** The same, soon. */
  soon(what: string, work: Work): void {
    this.track(what, work);
  }

  /** For tests: nothing begins until the answer is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.held = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size) await Promise.all([...this.underWay]);
  }

  private track(what: string, work: Work): void {
    const done = this.held
      .then(() => runAs({ as: 'system' }, work))
      .then(
        () => undefined,
        (error: unknown) => this.failed(what, error),
      )
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }
}
