/**
 * Work to be done later, apart from the request that asked for it. One thin adapter, so that a successor of bull is one file away. Redis never holds the
 * only copy of a fact: whoever asks for a job can ask again, and its key makes that harmless.
 */
import Bull from 'bull';
import IORedis, { type RedisOptions } from 'ioredis';
import { z } from 'zod';

export type Redis = { host: string; port: number } & Pick<RedisOptions, 'username' | 'password' | 'db' | 'tls'>;
export type JobOptions = {
  /** the same key is the same job: asked for again while it waits, runs or was done within a day, it is not done twice */
  key: string;
  delayMs?: number;
};
export type JobKind = { attempts: number; run(data: unknown): Promise<void> };
export type Log = { info(text: string): void; warn(text: string): void; error(text: string): void };
export type JobsOptions = { redis: Redis; log: Log; /** how many run at once; 4 */ concurrency?: number };

const Envelope = z.object({ kind: z.string(), data: z.unknown() });
const keptSeconds = 86_400;
const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One queue. Kinds are named `<owner>.<kind>`; those that nobody defined here fail and wait for their next try. */
export class Jobs {
  private readonly kinds = new Map<string, JobKind>();
  private readonly queue: Bull.Queue;
  private readonly running = new Set<Promise<void>>();
  private readonly connections: IORedis[] = [];
  private away = false;

  constructor(
    name: string,
    private readonly options: JobsOptions,
  ) {
    this.queue = new Bull(name, {
      redis: { ...options.redis, connectTimeout: 2000 },
      createClient: (type, given) => this.connect(type, given),
      defaultJobOptions: {
        backoff: { type: 'exponential', delay: 1000 },
        removeOnComplete: { age: keptSeconds },
        removeOnFail: { age: keptSeconds },
      },
    });
    this.queue.on('error', (error) => {
      if (!this.away) options.log.warn(`jobs: Redis is away: ${says(error)}`);
      this.away = true;
    });
    this.queue.on('failed', (job, error) => {
      const left = (job.opts.attempts ?? 1) - job.attemptsMade;
      const what = `job ${String(job.id)} failed${left > 0 ? `, ${left} tries left` : ', given up'}: ${says(error)}`;
      if (left > 0) options.log.warn(what);
      else options.log.error(what);
    });
  }

  define(kind: string, what: JobKind): void {
    this.kinds.set(kind, what);
  }

  /** Begins to work, once everything is defined. */
  start(): void {
    // resolves only when the queue is closed
    void this.queue
      .process(this.options.concurrency ?? 4, (job) => this.watched(this.run(job.data)))
      .catch((error: unknown) => this.options.log.error(says(error)));
    void this.queue.isReady().then(
      () => (this.away = false),
      () => undefined,
    );
  }

  /** Rejects when Redis is away for more than two seconds, or nobody defined the kind. */
  async add(kind: string, data: unknown, { key, delayMs = 0 }: JobOptions): Promise<void> {
    const attempts = this.kinds.get(kind)?.attempts;
    if (!attempts) throw new Error(`nobody does jobs of the kind ${kind}`);
    // bull reads a job id of digits alone as its own counter, and splits at colons
    const jobId = `${kind}/${key}`.replaceAll(':', '_');
    await within(2000, this.connected(), 'Redis does not answer');
    await within(2000, this.queue.add({ kind, data }, { jobId, delay: delayMs, attempts }), 'Redis does not answer');
  }

  /** Waits for what runs, at most five seconds. */
  async stop(): Promise<void> {
    await within(2000, this.queue.isReady(), '').catch(() => undefined); // bull cannot bear to be closed while it opens
    await this.queue.pause(true, true).catch(() => undefined); // takes no more; Redis may be away
    await within(5000, Promise.allSettled(this.running), 'jobs still run').catch((error: unknown) =>
      this.options.log.warn(says(error)),
    );
    // told not to wait: after a restart of Redis, bull's own waiting never ends
    await within(2000, this.queue.close(true), 'Redis does not answer').catch((error: unknown) =>
      this.options.log.warn(says(error)),
    );
    for (const connection of this.connections) connection.disconnect();
  }

  /** As bull makes them itself (its README, "createClient"), and known here so that they can be ended. */
  private connect(type: 'client' | 'subscriber' | 'bclient', given: RedisOptions = {}): IORedis {
    const waiting = type === 'client' ? {} : { maxRetriesPerRequest: null, enableReadyCheck: false };
    const connection = new IORedis({ ...given, ...waiting });
    this.connections.push(connection);
    return connection;
  }

  /** What is asked while the connection is down would be sent later, after its asker was told that it failed. */
  private async connected(): Promise<void> {
    const { client } = this.queue;
    if (client.status !== 'ready') await new Promise<void>((ready) => client.once('ready', ready));
  }

  private watched(work: Promise<void>): Promise<void> {
    this.running.add(work);
    return work.finally(() => this.running.delete(work));
  }

  private async run(given: unknown): Promise<void> {
    const { kind, data } = Envelope.parse(given);
    const known = this.kinds.get(kind);
    if (!known) throw new Error(`nobody does jobs of the kind ${kind}`);
    await known.run(data);
  }
}

function within<T>(ms: number, work: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(otherwise)), ms)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
