import {
  CaptchaReply,
  CodeReply,
  LoginAnswer,
  LoginReply,
  type CodeRequest,
  type ContinueLogin,
  type EmailLogin,
  type FirstLogin,
  type LoginRequest,
  type MobileLogin,
  type ResetPassword,
} from '@zuoxi/contracts';
import { z } from 'zod';
import type { Store } from '../providers/store';
import { RestError, type Http } from '../providers/strapi/http';

export class Accounts {
  constructor(
    private readonly http: Http,
    private readonly session: Store<LoginReply | null>,
  ) {}

  /** Tenant, number and password (LOG-06). These all reject with RestError. */
  byNumber = (body: LoginRequest): Promise<LoginAnswer> => this.enter('/accounts/login', body);

  /** LOG-14 */
  byEmail = (body: EmailLogin): Promise<LoginAnswer> => this.enter('/accounts/login/email', body);

  /** LOG-19 */
  byMobile = (body: MobileLogin): Promise<LoginAnswer> => this.enter('/accounts/login/mobile', body);

  /** After a choice (LOG-20, D10). */
  continue = (body: ContinueLogin): Promise<LoginAnswer> => this.enter('/accounts/login/continue', body);

  /** Seconds until another code may be asked for (LOG-23). */
  async code(body: CodeRequest): Promise<number> {
    return (await this.http.ask({ path: '/accounts/codes', method: 'POST', body, schema: CodeReply })).wait;
  }

  /** LOG-22 */
  async resetPassword(body: ResetPassword): Promise<void> {
    await this.http.ask({ path: '/accounts/password/reset', method: 'POST', body, schema: z.unknown() });
  }

  /** LOG-16, with the token of a login that is good for nothing else yet. */
  async bindCode(jwt: string, mobile: string): Promise<number> {
    return (await this.http.as(jwt).ask({ path: '/accounts/me/code', method: 'POST', body: { mobile }, schema: CodeReply })).wait;
  }

  completeFirstLogin = (jwt: string, body: FirstLogin): Promise<LoginReply> =>
    this.http.as(jwt).ask({ path: '/accounts/first-login', method: 'POST', body, schema: LoginReply });

  /** LOG-08: the name of a picture to be read. */
  async captcha(): Promise<string> {
    return (await this.http.ask({ path: '/accounts/captcha', method: 'POST', schema: CaptchaReply })).id;
  }

  /** This workbench is open (LOG-04); best effort, told again in a while. */
  async here(): Promise<void> {
    await this.http.ask({ path: '/accounts/here', method: 'POST', schema: z.unknown() }).catch(() => undefined);
  }

  /** The live plane moved the session here (D10): the other one's token ends too. */
  async movedHere(): Promise<void> {
    await this.http.ask({ path: '/accounts/move-here', method: 'POST', schema: z.unknown() }).catch(() => undefined);
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

  private enter(path: string, body: unknown): Promise<LoginAnswer> {
    return this.http.ask({ path, method: 'POST', body, schema: LoginAnswer });
  }
}
