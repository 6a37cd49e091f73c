/** One's own account (contracts/accounts.ts): what the personal page and the screen lock ask. Every failure is a RestError. */
import {
  CaptchaReply,
  CodeReply,
  OwnSessions,
  Profile,
  type ChangeEmail,
  type ChangeMobile,
  type ChangePassword,
  type LockScreen,
  type ProfileChange,
  type Unlock,
} from '@zuoxi/contracts';
import { z } from 'zod';
import type { Http } from '../providers/strapi/http';

const nothing = z.unknown();

export class AccountClient {
  constructor(private readonly http: Http) {}

  profile = (signal?: AbortSignal): Promise<Profile> => this.http.ask({ path: '/accounts/me/profile', schema: Profile, signal });

  change = (body: ProfileChange): Promise<Profile> =>
    this.http.ask({ path: '/accounts/me/profile', method: 'PUT', body, schema: Profile });

  /** A code to a number that is to be bound; seconds until another may be asked for. */
  async codeTo(mobile: string): Promise<number> {
    return (await this.http.ask({ path: '/accounts/me/code', method: 'POST', body: { mobile }, schema: CodeReply })).wait;
  }

  async changeMobile(body: ChangeMobile): Promise<void> {
    await this.http.ask({ path: '/accounts/me/mobile', method: 'POST', body, schema: nothing });
  }

  /** The same to an address. */
  async codeToEmail(email: string): Promise<number> {
    return (await this.http.ask({ path: '/accounts/me/email/code', method: 'POST', body: { email }, schema: CodeReply })).wait;
  }

  changeEmail = (body: ChangeEmail): Promise<Profile> =>
    this.http.ask({ path: '/accounts/me/email', method: 'POST', body, schema: Profile });

  sessions = (signal?: AbortSignal): Promise<OwnSessions> =>
    this.http.ask({ path: '/accounts/me/sessions', schema: OwnSessions, signal });

  async endSession(id: string): Promise<void> {
    await this.http.ask({ path: `/accounts/me/sessions/${encodeURIComponent(id)}`, method: 'DELETE', schema: nothing });
  }

  /** All but this one. */
  async endOtherSessions(): Promise<void> {
    await this.http.ask({ path: '/accounts/me/sessions', method: 'DELETE', schema: nothing });
  }

  async changePassword(body: ChangePassword): Promise<void> {
    await this.http.ask({ path: '/accounts/me/password', method: 'POST', body, schema: nothing });
  }

  /** LOG-33: resolves when the password is the account's. */
  async lock(body: LockScreen): Promise<void> {
    await this.http.ask({ path: '/accounts/lock', method: 'POST', body, schema: nothing });
  }

  async unlock(body: Unlock): Promise<void> {
    await this.http.ask({ path: '/accounts/unlock', method: 'POST', body, schema: nothing });
  }

  /** LOG-08: the name of a picture to be read. */
  async captcha(): Promise<string> {
    return (await this.http.ask({ path: '/accounts/captcha', method: 'POST', schema: CaptchaReply })).id;
  }
}
