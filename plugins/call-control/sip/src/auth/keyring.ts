/** What one leg (or registration) knows about being challenged: answers each challenge once, and the later requests beforehand. */
import type { Credentials } from '../api';
import type { Header, Response } from '../message/message';
import { challengesOf, type Challenge } from './challenge';
import { digestHeader } from './digest';

/** a proxy and the peer behind it may each ask, and each may once call its nonce stale */
const mostRounds = 4;

export class Keyring {
  private readonly keys = new Map<string, { challenge: Challenge; credentials: Credentials; nc: number }>();

  constructor(private readonly credentials: (realm: string) => Credentials | undefined) {}

  /** Headers for a request; empty while nobody has asked. */
  headers(method: string, uri: string): Header[] {
    return [...this.keys.values()].map((key) => digestHeader(key.challenge, key.credentials, { method, uri, nc: ++key.nc }));
  }

  /** Takes up the challenges of a 401 or 407. false: nothing new to try, the refusal stands (§22.2: not the same credentials again). */
  learn(response: Response, round: number): boolean {
    if (round >= mostRounds) return false;
    let learnt = false;
    for (const challenge of challengesOf(response)) {
      const name = `${challenge.proxy} ${challenge.realm}`;
      const had = this.keys.get(name);
      // answered already and not merely out of date: these credentials are wrong
      if (had && !challenge.stale && had.challenge.nonce === challenge.nonce) continue;
      if (had && !challenge.stale && round > 0) continue;
      const credentials = had?.credentials ?? this.credentials(challenge.realm);
      if (!credentials) continue;
      this.keys.set(name, { challenge, credentials, nc: 0 });
      learnt = true;
    }
    return learnt;
  }
}

/** A request's headers without the credentials of an earlier try. */
export const withoutCredentials = (headers: readonly Header[]): Header[] =>
  headers.filter(([name]) => name !== 'Authorization' && name !== 'Proxy-Authorization');
