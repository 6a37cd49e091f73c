/** Ways into a running record plane, as a browser would take them, and what stands in the outbox and in the pictures. */
import type { RecordPlane } from './cms';
import type { Agent } from './people';

export class Doors {
  constructor(private readonly plane: RecordPlane) {}

  async post(path: string, body: unknown = {}, jwt?: string) {
    const request = this.plane.request().post(`/api/accounts/${path}`);
    if (jwt) void request.set('Authorization', `Bearer ${jwt}`);
    return request.send(body as object);
  }

  async get(path: string, jwt: string) {
    return this.plane.request().get(`/api/accounts/${path}`).set('Authorization', `Bearer ${jwt}`);
  }

  async put(path: string, body: unknown, jwt: string) {
    const request = this.plane.request().put(`/api/accounts/${path}`);
    return request.set('Authorization', `Bearer ${jwt}`).send(body as object);
  }

  login({ tenant, number }: Agent, password: string, more: object = {}) {
    return this.post('login', { tenant: tenant.code, number, password, ...more });
  }

  /** A picture and what it shows, as a person would read it. */
  async captcha(): Promise<{ id: string; text: string }> {
    const { body } = await this.post('captcha');
    return { id: body.id, text: this.plane.strapi.plugin('accounts').service('parts').captchas.text(body.id, Date.now()) };
  }

  /** The newest message to this address. */
  async message(to: string): Promise<{ text: string; state: string; tenant_id: number | null; trouble: string | null }> {
    await this.plane.strapi.plugin('accounts').service('parts').delivery.idle();
    return this.plane.strapi.db.connection('sent_messages').where({ recipient: to }).orderBy('id', 'desc').first();
  }

  async code(to: string): Promise<string> {
    return /\d{6}/.exec((await this.message(to)).text)?.[0] ?? '';
  }

  /** A minute passes for whoever waits for a code. */
  async minutePasses(): Promise<void> {
    await this.plane.strapi.db.connection.raw(`update login_codes set sent_at = sent_at - interval '61 seconds'`);
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
