/** Strapi's administration as a business admin uses it: signs in, changes a row, and waits until the switch has taken it. */
import { RecordPlaneHealth, type DemoLogins } from '@zuoxi/contracts';
import { z } from 'zod';
import { holds } from './sound';

const Entry = z.object({ data: z.object({ token: z.string().optional(), accessToken: z.string().optional() }) });
const Rows = z.object({ results: z.array(z.looseObject({ documentId: z.string(), name: z.string().optional() })) });

export class Administration {
  private constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  static async open(origin: string, login: NonNullable<DemoLogins['admin']>): Promise<Administration> {
    const body = JSON.stringify({ ...login, deviceId: crypto.randomUUID(), rememberMe: false });
    const reply = await fetch(`${origin}/admin/login`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const { data } = Entry.parse(await reply.json());
    return new Administration(origin, data.token ?? data.accessToken ?? '');
  }

  /** Changes the row of that name; resolves when the switch acts by it. */
  async change(uid: string, name: string, data: object): Promise<void> {
    const { results } = Rows.parse(await this.ask(`${uid}?page=1&pageSize=100`));
    const row = results.find((one) => one.name === name);
    if (!row) throw new Error(`no ${uid} is called ${name}`);
    const before = (await this.directory()).taken ?? 0;
    await this.ask(`${uid}/${row.documentId}`, { method: 'PUT', body: JSON.stringify(data) });
    let taken: number | null = null;
    await holds(
      async () => ((taken = (await this.directory()).taken) ?? 0) > before,
      () => taken,
    );
  }

  private async directory() {
    const reply = await fetch(`${this.origin}/api/call-control/health`);
    return RecordPlaneHealth.parse(await reply.json()).directory;
  }

  private async ask(path: string, more: RequestInit = {}): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const reply = await fetch(`${this.origin}/content-manager/collection-types/${path}`, { headers, ...more });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  }
}
