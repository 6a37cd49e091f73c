/** Keeps the directory true: composes it at start and after every change of what it is made of, and hands each new version on. */
import type { Directory } from '@zuoxi/contracts';
import type { Core } from '@strapi/strapi';
import { runAs, service } from '@zuoxi/record-plane';
import type { Prompts } from '../prompts/prompts';
import { compose } from './compose';
import { heldBack } from './held-back';
import { KeptDirectory } from './kept';
import { readParts } from './read';

/** The content types that a directory is made of. */
const sources: readonly string[] = [
  'api::tenant.tenant',
  'api::reason.reason',
  'api::blocked-number.blocked-number',
  'api::group.group',
  'api::queue.queue',
  'api::trunk.trunk',
  'api::number.number',
  'api::flow.flow',
  'plugin::users-permissions.user',
  'plugin::accounts.role',
];
const settleMs = 300; // one form saves several rows
const retryMs = 2000;
/** Changes made past Strapi (SQL, a restored backup) are found within this time. */
const lookMs = 30_000;

export class DirectoryPublisher {
  current: Directory | null = null;
  taken: number | null = null;
  troubles: string[] = [];
  private soon: NodeJS.Timeout | null = null;
  private look: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly kept: KeptDirectory;

  constructor(
    private readonly strapi: Core.Strapi,
    private readonly prompts: Prompts,
    private readonly publish: (directory: Directory) => void,
  ) {
    this.kept = new KeptDirectory(strapi);
  }

  /** Resolves when the first directory is composed, or when the database could not say (it is tried again). */
  async start(): Promise<void> {
    this.current = await runAs({ as: 'system' }, () => this.kept.read());
    this.strapi.db.lifecycles.subscribe(async ({ action, model }) => {
      if (!/^after(Create|Update|Delete)/.test(action) || !sources.includes(model.uid)) return;
      // read before the commit, the change would not be seen
      if (this.strapi.db.inTransaction()) await this.strapi.db.transaction(({ onCommit }) => onCommit(() => this.changed()));
      else this.changed();
    });
    this.look = setInterval(() => this.changed(), lookMs);
    await this.compose();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.look);
    if (this.soon) clearTimeout(this.soon);
    await this.prompts.stop();
    await this.work;
  }

  /** Something that it is made of is different. */
  changed(wait = settleMs): void {
    if (this.soon || this.stopped) return;
    this.soon = setTimeout(() => {
      this.soon = null;
      void this.compose();
    }, wait);
  }

  private compose(): Promise<void> {
    this.work = this.work
      // whoever's change it was: the directory is everybody's
      .then(() => runAs({ as: 'system' }, () => this.composeNow()))
      .catch((error: unknown) => {
        this.strapi.log.warn(`directory: not composed: ${error instanceof Error ? error.message : String(error)}`);
        this.changed(retryMs);
      });
    return this.work;
  }

  private async composeNow(): Promise<void> {
    const before = this.current;
    const version = Math.max(Date.now(), (before?.version ?? 0) + 1);
    const raw = await readParts(this.strapi.db.connection, service(this.strapi, 'sealed'));
    const { making, troubles: unsaid } = await this.prompts.look(raw.flows.flatMap(({ prompts = [] }) => prompts));
    const { directory, troubles: wrong } = compose(heldBack(raw, before, making), before, version);
    const troubles = [...wrong, ...unsaid];
    for (const trouble of troubles) if (!this.troubles.includes(trouble)) this.strapi.log.error(`directory: ${trouble}`);
    this.troubles = troubles;
    if (before && JSON.stringify({ ...directory, version: before.version }) === JSON.stringify(before)) return;
    await this.kept.write(directory);
    this.current = directory;
    this.publish(directory);
  }
}
