/**
 * The record plane's end of `/feed` (contracts/live.ts): follows the switch's events from the last one stored, acknowledges what is in the database, and
 * tells the directory.
 */
import { ToRecordPlane, type Directory, type FromRecordPlane, type SwitchEvent } from '@zuoxi/contracts';
import { Batches, type Log } from './batches';
import { positionOf } from './order';
import { Socket } from './socket';

export type FeedNeeds = {
  url: string;
  secret: string;
  log: Log;
  /** the last event stored in former lives, and when it happened */
  after: number;
  at: number | undefined;
  isStored: (event: SwitchEvent) => Promise<boolean>;
  store: (events: readonly SwitchEvent[], upTo: number | null) => Promise<void>;
  /** the switch no longer has them, and they are not in the database. Never throws */
  lost: (gap: Lost) => Promise<void>;
  directory: () => Directory | null;
  directoryTaken: (version: number) => void;
};

/** `since`: when the last one before them happened, in ms; null: that is not known */
export type Lost = { first: number; last: number; since: number | null };

/** Above this many events in memory the socket is not read until half of them are stored. */
const tooMany = 20_000;
/** the switch keeps what it was told; these are for what it missed (contracts/live.ts: at most 1,000 in a message) */
const endedKept = 1000;

export class Feed {
  private readonly socket: Socket;
  private readonly batches: Batches;
  /** the last event received in order, stored or waiting */
  private last: number;
  private lastAt: number | undefined;
  private stored: number;
  private first = true;
  private toldWhy = '';
  private ended: string[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly needs: FeedNeeds) {
    this.last = this.stored = needs.after;
    this.lastAt = needs.at;
    this.batches = new Batches({
      store: needs.store,
      log: needs.log,
      stored: (upTo) => {
        this.stored = upTo;
        this.send({ t: 'stored', seq: upTo });
        if (this.batches.length < tooMany / 2) this.socket.resume();
      },
    });
    this.socket = new Socket(needs.url, {
      opened: () => this.follow(),
      message: (text, line) => {
        this.turn = this.turn.then(() => this.heard(text, line));
      },
      closed: () => needs.log.warn('feed: not connected to the switch'),
      failed: (why) => {
        if (why !== this.toldWhy) needs.log.warn(`feed: ${why}`);
        this.toldWhy = why;
      },
    });
  }

  get state(): { connected: boolean; stored: number } {
    return { connected: this.socket.open, stored: this.stored };
  }

  /** events in memory that the database has not taken */
  get waiting(): number {
    return this.batches.length;
  }

  start(): void {
    this.socket.start();
  }

  async stop(): Promise<void> {
    this.socket.stop();
    await this.turn;
    await this.batches.stop();
  }

  /** Sends the directory if connected; at connect it is sent anyway. */
  tell(directory: Directory): void {
    this.send({ t: 'directory', directory });
  }

  /** Logins that are over. Said again at every connect: a switch that was away, or a line that broke, must not miss one. */
  endSessions(sessions: string[]): void {
    this.ended = [...this.ended, ...sessions].slice(-endedKept);
    this.send({ t: 'sessionsEnded', sessions });
  }

  private send(message: FromRecordPlane): void {
    this.socket.send(message);
  }

  private follow(): void {
    this.first = true;
    this.toldWhy = '';
    this.needs.log.info(`feed: connected, following after ${this.last}`);
    this.send({
      t: 'follow',
      secret: this.needs.secret,
      after: this.last,
      ...(this.lastAt === undefined ? {} : { at: this.lastAt }),
    });
    const directory = this.needs.directory();
    if (directory) this.tell(directory);
    if (this.ended.length) this.send({ t: 'sessionsEnded', sessions: this.ended });
  }

  private async heard(text: string, line: number): Promise<void> {
    if (!this.socket.current(line)) return; // it will be said again
    const message = this.parse(text);
    if (!message) return;
    if (message.t !== 'failed') this.socket.praise();
    switch (message.t) {
      case 'event':
        return this.received(message.event);
      case 'directory.taken':
        return this.needs.directoryTaken(message.version);
      case 'directory.refused':
        return this.needs.log.error(`the switch refused directory ${message.version}: ${message.errors.join('; ')}`);
      case 'failed':
        return this.needs.log.error(`the switch answered ${message.code}`);
    }
  }

  private async received(event: SwitchEvent): Promise<void> {
    const place = positionOf(event.seq, this.last, this.first);
    const first = this.first;
    this.first = false;
    if (place === 'gap') {
      this.needs.log.warn(`feed: event ${event.seq} came after ${this.last}: asking again`);
      return this.socket.renew();
    }
    if (place === 'lost' && this.last > 0) {
      const gap = { first: this.last + 1, last: event.seq - 1, since: this.lastAt ?? null };
      this.needs.log.error(`feed: the switch no longer has events ${gap.first} to ${gap.last}`);
      await this.needs.lost(gap);
    }
    if (place === 'older' && !(await this.known(event))) {
      this.needs.log.error(
        `feed: event ${event.seq} after ${this.last} is a new one: the switch lost its data directory and counts anew`,
      );
      this.last = 0;
      this.lastAt = undefined;
      return this.socket.renew();
    }
    if (place === 'older') this.first = first; // a repetition says nothing about what comes next
    if (place === 'next' || place === 'lost') {
      this.last = event.seq;
      this.lastAt = event.at;
    }
    // of an older one nothing is acknowledged: a switch that counts anew would forget what it has yet to say
    this.batches.push({ event, upTo: place === 'older' ? null : this.last });
    if (this.batches.length > tooMany) this.socket.pause();
  }

  /** While the database is away an older event counts as a repetition: nothing is forgotten on a guess. */
  private async known(event: SwitchEvent): Promise<boolean> {
    try {
      return await this.needs.isStored(event);
    } catch {
      return true;
    }
  }

  private parse(text: string): ToRecordPlane | null {
    try {
      // PostgreSQL's texts hold no NUL; a caller may send one
      return ToRecordPlane.parse(JSON.parse(text.replaceAll('\\u0000', '')));
    } catch (error) {
      this.needs.log.error(
        `feed: a message of the wrong shape, left out: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`,
      );
      return null;
    }
  }
}
