import { LoginReply, type LoginRequest } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Store } from '../providers/store';
import { RestError, type Http } from '../providers/strapi/http';

export class Accounts {
  constructor(
    private readonly http: Http,
    private readonly session: Store<LoginReply | null>,
  ) {}

  /** Rejects with RestError. */
  login(body: LoginRequest): Promise<LoginReply> {
    return this.http.ask({ path: '/accounts/login', method: 'POST', body, schema: LoginReply });
  }

  /** The token for `/live`. Null when the login itself has ended; rejects while the record plane is away. */
  async liveToken(renew: boolean): Promise<string | null> {
    const session = this.session.get();
    if (!session) return null;
    if (!renew) return session.liveToken;
    try {
      const { liveToken } = await this.http.ask({
        path: '/accounts/live-token',
        method: 'POST',
        schema: z.object({ liveToken: z.string() }),
      });
      this.session.set({ ...session, liveToken });
      return liveToken;
    } catch (error) {
      if (error instanceof RestError && error.code !== 'away') return null;
      throw error;
    }
  }

  /** Best effort: the session ends by itself where the record plane cannot be told. */
  async logout(): Promise<void> {
    await this.http.ask({ path: '/accounts/logout', method: 'POST', schema: z.unknown() }).catch(() => undefined);
  }
}
