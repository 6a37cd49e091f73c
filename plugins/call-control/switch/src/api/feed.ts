/** `/feed`: the record plane follows the events by number and brings the directory. One follower at a time; the newest wins. */
import { timingSafeEqual, createHash } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Logger } from 'pino';
import { danglingNames, Directory, FromRecordPlane, type SwitchEvent, type ToRecordPlane } from '@zuoxi/contracts';
import { listen, send } from './socket';

export type FeedOptions = {
  secret: string;
  log: Logger;
  after: (seq: number, limit: number) => SwitchEvent[];
  /** when the event of that number happened; undefined: it is no longer kept */
  at: (seq: number) => number | undefined;
  /** the highest number there is */
  last: () => number;
  forget: (seq: number) => void;
  take: (directory: Directory) => Promise<void>;
  ended: (sessions: readonly string[]) => void;
};

const batch = 500;
/** How long a socket may stay without saying the secret. */
const secretMs = 10_000;
/** bytes on the socket above which nothing more is sent until the follower has read */
const highWater = 4 * 1024 * 1024;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export class Feed {
  private follower: { socket: WebSocket; sent: number } | null = null;
  /** how far the record plane is; null while none has come */
  private stored: number | null = null;

  constructor(private readonly options: FeedOptions) {}

  accept(socket: WebSocket): void {
    const say = (m: ToRecordPlane) => send(socket, m);
    const mine = () => this.follower?.socket === socket;
    const patience = setTimeout(() => mine() || socket.close(4000, 'no secret'), secretMs);
    listen(
      socket,
      FromRecordPlane,
      {
        bad: () =>
          say({
            t: 'directory.refused',
            version: null,
            errors: ['the message is not of the feed protocol: see FromRecordPlane in contracts/live.ts'],
          }),
        message: (m) => {
          if (m.t === 'follow') return this.follow(socket, m);
          if (!mine()) return say({ t: 'failed', code: 'notSignedIn' });
          if (m.t === 'directory') return void this.directory(m.directory, say);
          if (m.t === 'sessionsEnded') return this.options.ended(m.sessions);
          this.stored = Math.max(this.stored ?? 0, m.seq);
          this.options.forget(this.stored);
          this.pump();
        },
        closed: () => {
          clearTimeout(patience);
          if (mine()) this.follower = null;
        },
      },
      10_000,
    );
  }

  /** Sends what is new, as far as the follower keeps up. */
  pump(): void {
    const { follower } = this;
    while (follower && this.follower === follower && follower.socket.bufferedAmount < highWater) {
      const events = this.options.after(follower.sent, batch);
      if (events.length === 0) return;
      for (const event of events) send<ToRecordPlane>(follower.socket, { t: 'event', event });
      follower.sent = events.at(-1)?.seq ?? follower.sent;
    }
  }

  state(): { connected: boolean; sent: number; stored: number | null } {
    return { connected: this.follower !== null, sent: this.follower?.sent ?? 0, stored: this.stored };
  }

  stop(): void {
    this.follower?.socket.close(1012, 'restarting');
  }

  private follow(socket: WebSocket, { secret, after, at }: Extract<FromRecordPlane, { t: 'follow' }>): void {
    if (!timingSafeEqual(digest(secret), digest(this.options.secret))) {
      this.options.log.warn('a follower came to /feed with a wrong secret');
      send<ToRecordPlane>(socket, { t: 'failed', code: 'tokenInvalid' });
      return socket.close(4003, 'tokenInvalid');
    }
    if (this.follower && this.follower.socket !== socket) this.follower.socket.close(4002, 'replaced');
    // a follower ahead of us, or beside us, has followed a life that never reached our disk: everything of this one is new to it
    const own = at === undefined ? undefined : this.options.at(after);
    const known = after > this.options.last() || (own !== undefined && own !== at) ? 0 : after;
    this.follower = { socket, sent: known };
    this.stored = Math.max(this.stored ?? 0, known);
    this.pump();
  }

  private async directory(directory: Directory, say: (m: ToRecordPlane) => void): Promise<void> {
    const errors = danglingNames(directory);
    if (errors.length > 0) {
      for (const error of errors) this.options.log.warn({ version: directory.version }, `directory refused: ${error}`);
      return say({ t: 'directory.refused', version: directory.version, errors });
    }
    await this.options.take(directory);
    say({ t: 'directory.taken', version: directory.version });
  }
}
