/** A tenant's settings of a plugin: read whole for its code, without secrets for a person. */
import type { Core } from '@strapi/strapi';
import type { FieldIssue, TenantId } from '@zuoxi/contracts';
import type { PluginDefinition } from '@zuoxi/plugin';
import { secretsOf } from '@zuoxi/plugin/runtime';
import { z } from 'zod';
import { seal, sealKey, unseal } from '@zuoxi/record-plane';
import { as } from './database';
import { settingUid } from './setting-type';

export type Tenant = { id: TenantId; row: number };
type Values = Record<string, unknown>;

const Row = z.object({
  id: z.number(),
  values: z.record(z.string(), z.unknown()).nullable(),
  sealed: z.string().nullable(),
});

export class SettingsStore {
  private readonly key: Uint8Array;

  constructor(
    private readonly strapi: Core.Strapi,
    secret: string,
  ) {
    this.key = sealKey(secret, 'plugin-settings');
  }

  /** All of it, secrets included, as the plugin's schema has it; what does not fit any more falls back to the standard. */
  async read(plugin: PluginDefinition, tenant: Tenant): Promise<Values> {
    const { values, secrets } = await this.stored(plugin, tenant);
    const shape = plugin.settings?.shape ?? {};
    return Object.fromEntries(
      Object.entries(shape).map(([name, field]) => {
        const schema = z.any().pipe(field);
        const given = schema.safeParse(name in secrets ? secrets[name] : values[name]);
        return [name, given.success ? given.data : schema.parse(undefined)];
      }),
    );
  }

  /** For a person: of a secret only whether there is one. */
  async show(plugin: PluginDefinition, tenant: Tenant): Promise<Values> {
    const all = await this.read(plugin, tenant);
    return { ...all, ...Object.fromEntries(secretsOf(plugin.settings).map((name) => [name, Boolean(all[name])])) };
  }

  /** Changes what is given; a secret is forgotten by null. Returns what does not fit; then nothing is changed. */
  async write(plugin: PluginDefinition, tenant: Tenant, given: Values): Promise<FieldIssue[]> {
    const shape = plugin.settings?.shape ?? {};
    const issues = Object.entries(given).flatMap(([field, value]): FieldIssue[] => {
      const schema = shape[field];
      if (!schema) return [{ field, code: 'unknownField' }];
      return value === null || z.any().pipe(schema).safeParse(value).success ? [] : [{ field, code: 'wrongKind' }];
    });
    if (issues.length) return issues;
    const { row, values, secrets } = await this.stored(plugin, tenant);
    const isSecret = new Set(secretsOf(plugin.settings));
    const after = (old: Values, mine: (name: string) => boolean): Values =>
      Object.fromEntries(Object.entries({ ...old, ...given }).filter(([name, value]) => mine(name) && value !== null));
    const data = {
      values: after(values, (name) => !isSecret.has(name)),
      sealed: seal(this.key, context(plugin, tenant), JSON.stringify(after(secrets, (name) => isSecret.has(name)))),
    };
    await as(tenant, async () => {
      const query = this.strapi.db.query(settingUid);
      if (row === null) await query.create({ data: { ...data, plugin: plugin.name, tenant: tenant.row } });
      else await query.update({ where: { id: row }, data });
    });
    return [];
  }

  private async stored(
    plugin: PluginDefinition,
    tenant: Tenant,
  ): Promise<{ row: number | null; values: Values; secrets: Values }> {
    const found: unknown = await as(tenant, () => this.strapi.db.query(settingUid).findOne({ where: { plugin: plugin.name } }));
    if (!found) return { row: null, values: {}, secrets: {} };
    const { id, values, sealed } = Row.parse(found);
    return { row: id, values: values ?? {}, secrets: sealed ? this.open(plugin, tenant, sealed) : {} };
  }

  private open(plugin: PluginDefinition, tenant: Tenant, sealed: string): Values {
    try {
      return z.record(z.string(), z.unknown()).parse(JSON.parse(unseal(this.key, context(plugin, tenant), sealed)));
    } catch {
      this.strapi.log.error(`the secrets of ${plugin.name} for tenant ${tenant.id} cannot be opened: they must be given again`);
      return {};
    }
  }
}

const context = (plugin: PluginDefinition, tenant: Tenant): string => `${tenant.id}/${plugin.name}`;
