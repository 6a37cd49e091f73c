/**
 * What the door remembers of a token, because every request brings one: that its signature was good, and as whom its last request worked. Neither
 * opens anything by itself: each request asks the database whether the session is open.
 */
import type { Acting } from '@zuoxi/record-plane';
import type { Session } from './sessions';

const most = 10_000;

export type KnownSession = { readonly session: Session; acting: Acting };

export class KnownTokens {
  private readonly known = new Map<string, KnownSession>();

  /** `read`: checks a token that is new here; null is a bad one, and not remembered. Null, too, when its time is over. */
  of(token: string, read: (token: string) => Session | null): KnownSession | null {
    const known = this.known.get(token) ?? this.add(token, read(token));
    if (!known || known.session.ends * 1000 > Date.now()) return known;
    this.known.delete(token);
    return null;
  }

  private add(token: string, session: Session | null): KnownSession | null {
    if (!session) return null;
    const [oldest] = this.known.keys();
    if (this.known.size >= most && oldest !== undefined) this.known.delete(oldest);
    const known: KnownSession = { session, acting: { as: 'system' } };
    this.known.set(token, known);
    return known;
  }
}
