/** The content types on the workbench: read once after Strapi has loaded, because types change only with a restart. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Field, Ownership, TenantKey, Type } from './field';
import { readField, tenantField, type Around } from './fields-of';
import { typeOptions } from './options';
import { uids } from './uids';
import { word } from './words';

const ContentType = z.looseObject({
  uid: z.string(),
  kind: z.string(),
  info: z.looseObject({ singularName: z.string(), displayName: z.string() }),
  options: z.looseObject({ draftAndPublish: z.boolean().optional() }).optional(),
  pluginOptions: z.looseObject({ i18n: z.looseObject({ localized: z.boolean().optional() }).optional() }).optional(),
  attributes: z.record(z.string(), z.unknown()),
});
const Meta = z.looseObject({
  tableName: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  indexes: z.array(z.looseObject({ name: z.string(), columns: z.array(z.string()), type: z.string().nullish() })).default([]),
});

const ownerships: Readonly<Record<string, Ownership>> = {
  [uids.account]: 'account',
  [uids.group]: 'group',
  [uids.tenant]: 'tenant',
};
const ownershipOf = ({ uid, attributes }: { uid: string; attributes: object }): Ownership =>
  ownerships[uid] ?? ('owner' in attributes && 'group' in attributes ? 'columns' : 'nobody');
const titles = ['name', 'title', 'displayName', 'label', 'labelZh', 'subject', 'number', 'code'];
const titleKinds = ['text', 'uid', 'email', 'phone'];

function tenantKey(uid: string, attributes: Record<string, unknown>): TenantKey {
  if (uid === uids.tenant) return 'row';
  const type = z.looseObject({ type: z.string() }).safeParse(attributes.tenant).data?.type;
  return type === 'relation' ? 'relation' : type ? 'text' : 'none';
}

function titleOf(fields: readonly Field[], chosen: string | undefined): string {
  const texts = fields.filter(({ of }) => titleKinds.includes(of.kind));
  const named = [...(chosen ? [chosen] : []), ...titles].find((path) => fields.some((f) => f.path === path));
  return named ?? texts.find((f) => f.required)?.path ?? texts[0]?.path ?? 'id';
}

export class Catalogue {
  readonly types: readonly Type[];
  private readonly byName: ReadonlyMap<string, Type>;
  private readonly byUid: ReadonlyMap<string, Type>;

  constructor(strapi: Core.Strapi) {
    const onIt = Object.values(strapi.contentTypes)
      .map((type) => ContentType.parse(type))
      .flatMap((type) => {
        const options = typeOptions(type);
        return options ? [{ type, options, name: options.name ?? type.info.singularName }] : [];
      });
    const metaOf = (uid: string) => Meta.parse(strapi.db.metadata.get(uid));
    const around: Around = {
      names: new Map(onIt.map(({ type, name }) => [type.uid, name])),
      meta: metaOf,
      component: (uid) => Object.entries(strapi.components).find(([name]) => name === uid)?.[1],
      warn: (text) => strapi.log.warn(text),
    };
    this.types = onIt
      .map(({ type, options, name }): Type => {
        const meta = metaOf(type.uid);
        const granted = options.grantedBy === 'operator';
        const whose = granted ? tenantField(around, type.uid, type.attributes.tenant, meta.attributes.tenant) : null;
        const own = Object.entries(type.attributes).flatMap(([attribute, given]) =>
          readField(around, type.uid, attribute, given, meta.attributes[attribute]),
        );
        const fields = whose ? [...own.slice(0, 1), whose, ...own.slice(1)] : own;
        return {
          uid: type.uid,
          name,
          table: meta.tableName,
          single: type.kind === 'singleType',
          label: options.label ?? word(type.info.displayName),
          help: options.help,
          section: options.section,
          menu: options.menu
            ? { position: options.position, icon: options.icon, from: options.menu === 'group' ? 'group' : 'own' }
            : null,
          title: titleOf(fields, options.title),
          columns: options.columns,
          filters: options.filters,
          sort: options.sort ?? null,
          readOnly: options.readOnly,
          granted,
          pool: options.pool,
          partakers: options.partakers ?? null,
          fields,
          ownership: options.partakers ? 'partakers' : ownershipOf(type),
          tenant: tenantKey(type.uid, type.attributes),
          drafts: type.options?.draftAndPublish ?? false,
          localized: type.pluginOptions?.i18n?.localized ?? false,
          hasCustom: 'custom' in type.attributes,
          uniques: meta.indexes
            .filter((index) => index.type === 'unique')
            .map(({ name: index, columns }) => ({ index, columns })),
        };
      })
      .sort((a, b) => (a.menu?.position ?? 1e6) - (b.menu?.position ?? 1e6) || a.name.localeCompare(b.name));
    this.byName = new Map(this.types.map((type) => [type.name, type]));
    this.byUid = new Map(this.types.map((type) => [type.uid, type]));
    for (const field of this.types.flatMap(({ fields }) => fields)) field.granted ||= this.otherSide(field)?.granted ?? false;
  }

  /** The field of another type that keeps the same link: who may not write that one may not write this one either. */
  private otherSide({ place }: Field): Field | undefined {
    if (place.at !== 'inverse' && place.at !== 'links') return undefined;
    return this.byUid
      .get(place.target)
      ?.fields.find(({ place: there }) =>
        place.at === 'links'
          ? there.at === 'links' && there.table === place.table
          : there.at === 'fk' && there.column === place.column,
      );
  }

  named(name: string): Type | null {
    return this.byName.get(name) ?? null;
  }
  of(uid: string): Type | null {
    return this.byUid.get(uid) ?? null;
  }
}
