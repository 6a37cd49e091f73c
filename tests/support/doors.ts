/** Ways into a running record plane, as a browser would take them, and what stands in the outbox and in the pictures. */
import type { RecordPlane } from './cms';
import type { Agent } from './people';

export class Doors {
  private cookies: string[] = [];

  /** `address`: where this browser is, as nginx says it. */
  constructor(
    private readonly plane: RecordPlane,
    private readonly address?: string,
  ) {}

  /** Another browser, which holds no cookie yet. */
  at(address: string): Doors {
    return new Doors(this.plane, address);
  }

  post = (path: string, body: unknown = {}, jwt?: string) => this.ask('post', path, jwt, body);
  get = (path: string, jwt: string) => this.ask('get', path, jwt);
  put = (path: string, body: unknown, jwt: string) => this.ask('put', path, jwt, body);
  delete = (path: string, jwt: string) => this.ask('delete', path, jwt);

  login({ tenant, number }: Agent, password: string, more: object = {}) {
    return this.post('login', { tenant: tenant.code, number, password, ...more });
  }

  /** A picture and what it shows, as a person would read it. */
  async captcha(): Promise<{ id: string; text: string }> {
    const { body } = await this.post('captcha');
    return { id: body.id, text: this.parts().captchas.text(body.id, Date.now()) };
  }

  /** Resolves when nothing is under way that an answer did not wait for. */
  async quiet(): Promise<void> {
    const { later, delivery } = this.parts();
    await later.idle();
    await delivery.idle();
  }

  /** The newest message to this address. */
  async message(to: string): Promise<{ text: string; state: string; tenant_id: number | null; trouble: string | null }> {
    await this.quiet();
    return this.plane.strapi.db.connection('sent_messages').where({ recipient: to }).orderBy('id', 'desc').first();
  }

  async code(to: string): Promise<string> {
    return /\d{6}/.exec((await this.message(to)).text)?.[0] ?? '';
  }

  /** What the audit log says was done to this account, or tried: the oldest first. */
  async acts(target: string): Promise<{ act: string; actor: string; details: Record<string, unknown> }[]> {
    await this.quiet();
    this.parts().refusals.flush();
    await this.quiet();
    const rows: { act: string; actor: string; details: string }[] = await this.plane.strapi.db
      .connection('audit_log')
      .where({ target })
      .orderBy('n')
      .select('act', 'actor', 'details');
    return rows.map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as Record<string, unknown> }));
  }

  /** A minute passes for whoever waits for a code. */
  async minutePasses(): Promise<void> {
    await this.plane.strapi.db.connection.raw(`update login_codes set sent_at = sent_at - interval '61 seconds'`);
  }

  /** So much time passes after the last wrong password of everybody. */
  async guessersWait(time = '3 minutes'): Promise<void> {
    await this.plane.strapi.db.connection.raw(
      `update login_failures set last_at = last_at - ?::interval, frozen_until = frozen_until - ?::interval`,
      [time, time],
    );
  }

  private parts() {
    return this.plane.strapi.plugin('accounts').service('parts');
  }

  private async ask(method: 'get' | 'post' | 'put' | 'delete', path: string, jwt?: string, body?: unknown) {
    const request = this.plane.request()[method](`/api/accounts/${path}`);
    if (jwt) void request.set('Authorization', `Bearer ${jwt}`);
    if (this.address) void request.set('X-Forwarded-For', this.address);
    if (this.cookies.length) void request.set('Cookie', this.cookies);
    const answer = await request.send(body as object | undefined);
    const set: string[] = [answer.headers['set-cookie'] ?? []].flat();
    if (set.length) this.cookies = set.map((cookie) => cookie.split(';')[0] ?? '');
    return answer;
  }
}

/** What a refusal says. */
export const refusal = ({
  status,
  body,
}: {
  status: number;
  body: { error?: { code: string } };
}): [number, string | undefined] => [status, body.error?.code];
