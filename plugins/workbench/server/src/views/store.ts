/** The saved views, in memory per tenant. */
import type { Core } from '@strapi/strapi';
import { asLines, ViewLayer, ViewPatch, type SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Layer } from '../schema/merge-views';

const Saved = z.object({
  type: z.string(),
  layer: ViewLayer,
  subject: z.string(),
  view: z.string().transform((text) => ViewPatch.catch({}).parse(JSON.parse(text, asLines))),
  known: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
});
export type SavedView = z.infer<typeof Saved>;

/** The tenant's layer has no other subject. */
export const everybody = '*';
const strength: Readonly<Record<ViewLayer, number>> = { tenant: 0, role: 1, user: 2 };

export class ViewStore {
  private readonly byTenant = new Map<number, Promise<readonly SavedView[]>>();

  constructor(private readonly strapi: Core.Strapi) {}

  all(tenant: number): Promise<readonly SavedView[]> {
    const had = this.byTenant.get(tenant);
    if (had) return had;
    const read = this.read(tenant).catch((error: unknown) => {
      this.byTenant.delete(tenant);
      throw error;
    });
    this.byTenant.set(tenant, read);
    return read;
  }

  /** Those that count for somebody, from the weakest to the strongest, by type. */
  async for(tenant: number, { agent, role }: Pick<SignedIn, 'agent' | 'role'>): Promise<ReadonlyMap<string, Layer[]>> {
    const subjects: Readonly<Record<ViewLayer, string>> = { tenant: everybody, role: role.id, user: agent.id };
    const mine = (await this.all(tenant)).filter(({ layer, subject }) => subjects[layer] === subject);
    const byType = new Map<string, Layer[]>();
    for (const saved of mine.sort((a, b) => strength[a.layer] - strength[b.layer]))
      byType.set(saved.type, [...(byType.get(saved.type) ?? []), { view: saved.view, known: saved.known }]);
    return byType;
  }

  forget(tenant: number): void {
    this.byTenant.delete(tenant);
  }

  private async read(tenant: number): Promise<SavedView[]> {
    const { connection } = this.strapi.db;
    const rows: unknown[] = await connection('workbench_views')
      .where({ tenant_id: tenant })
      .select('type', 'layer', 'subject', { view: connection.raw('view::text'), known: connection.raw('known::text') });
    return rows.map((row) => Saved.parse(row));
  }
}
