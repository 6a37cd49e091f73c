/** The fields that tenants made, in memory per tenant: every list, form and write asks for them. */
import type { Core } from '@strapi/strapi';
import { asLines, CustomField } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Field, Type } from '../types/field';
import { asField } from './custom-field';

export type StoredField = CustomField & { id: string; removed: boolean };

const Row = z
  .object({ id: z.string(), definition: z.string(), removed: z.boolean().nullable() })
  .transform(({ id, definition, removed }): StoredField => ({
    ...CustomField.parse(JSON.parse(definition, asLines)),
    id,
    removed: removed ?? false,
  }));

export class FieldStore {
  private readonly byTenant = new Map<number, Promise<readonly StoredField[]>>();

  constructor(private readonly strapi: Core.Strapi) {}

  /** All of the tenant, in order; the removed ones too. */
  all(tenant: number): Promise<readonly StoredField[]> {
    const had = this.byTenant.get(tenant);
    if (had) return had;
    const read = this.read(tenant).catch((error: unknown) => {
      this.byTenant.delete(tenant);
      throw error;
    });
    this.byTenant.set(tenant, read);
    return read;
  }

  async of(tenant: number, type: Type): Promise<Field[]> {
    return (await this.all(tenant)).filter((made) => made.type === type.name && !made.removed).map(asField);
  }

  /** Of every tenant, for the indexes at a start. */
  async everywhere(): Promise<{ tenant: number; field: StoredField }[]> {
    const tenants: { tenant_id: number }[] = await this.strapi.db.connection('workbench_fields').distinct('tenant_id');
    const each = await Promise.all(tenants.map(async ({ tenant_id: tenant }) => ({ tenant, fields: await this.read(tenant) })));
    return each.flatMap(({ tenant, fields }) => fields.map((field) => ({ tenant, field })));
  }

  forget(tenant: number): void {
    this.byTenant.delete(tenant);
  }

  private async read(tenant: number): Promise<StoredField[]> {
    const rows: unknown[] = await this.strapi.db
      .connection('workbench_fields')
      .where({ tenant_id: tenant })
      .orderBy('workbench_fields.id')
      .select({ id: 'document_id', definition: this.strapi.db.connection.raw('definition::text'), removed: 'removed' });
    return rows.map((row) => Row.parse(row)).sort((a, b) => a.position - b.position);
  }
}
