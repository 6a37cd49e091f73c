/** An attribute of a content type or component as a field, or nothing where people are not meant to see it. */
import type { Field, Kind } from './field';
import { Attribute, plainKind } from './kinds';
import { fieldOptions } from './options';
import { columnPlace, relationPlace } from './places';
import { spoken, word } from './words';

export type Around = {
  /** uid → name on the wire, of the types on the workbench */
  names: ReadonlyMap<string, string>;
  meta(uid: string): { attributes: Record<string, unknown> };
  component(uid: string): unknown;
  warn(text: string): void;
};
type Component = { attributes: Record<string, unknown>; info?: { displayName?: string } };
type Read = Pick<Field, 'of' | 'place'> | null;

/** Strapi's own; the tenant is no field but for an operator (`tenantField`). */
const notFields = new Set(['tenant', 'custom', 'createdBy', 'updatedBy', 'publishedAt', 'locale', 'localizations']);
const byStrapi = new Set(['createdAt', 'updatedAt']);
const stampLabels = { createdAt: { zh: '创建时间', en: 'Created' }, updatedAt: { zh: '更新时间', en: 'Updated' } } as const;

export function readField(around: Around, uid: string, name: string, given: unknown, meta: unknown): Field[] {
  const read = Attribute.safeParse(given);
  if (notFields.has(name) || !read.success) return [];
  const attribute = read.data;
  const options = fieldOptions(attribute);
  if (options.hidden || options.access === 'hidden') return [];
  // what Strapi never sends may be written and not read; of text alone a form can be made for that
  const secret = attribute.private && ['string', 'text'].includes(attribute.type);
  if (attribute.private && !secret && attribute.type !== 'password') return [];
  const found = (readers[secret ? 'password' : attribute.type] ?? plain)(around, uid, name, attribute, meta);
  if (!found) return [];
  const stamp = name === 'createdAt' || name === 'updatedAt' ? stampLabels[name] : undefined;
  const field: Field = {
    path: name,
    name,
    label: options.label ?? stamp ?? spoken(name),
    help: options.help,
    ...found,
    required: attribute.required ?? false,
    default: typeof attribute.default === 'function' ? undefined : attribute.default,
    unique: attribute.unique ?? false,
    mask: options.mask || options.access === 'masked',
    search: options.search,
    indexed: options.index,
    needs: options.needs ?? null,
    granted: options.grantedBy === 'operator',
    fixed: false,
    most: byStrapi.has(name) || options.access === 'read' || options.subject !== undefined ? 'read' : 'write',
  };
  return [field];
}

/** Whose a granted row is: read and said by an operator at home alone, and for good. Null: not by a foreign key. */
export function tenantField(around: Around, uid: string, given: unknown, meta: unknown): Field | null {
  const read = Attribute.safeParse(given);
  const found = read.success ? readers.relation?.(around, uid, 'tenant', read.data, meta) : null;
  if (!read.success || found?.place.at !== 'fk') return null;
  const { label = spoken('tenant') } = fieldOptions(read.data);
  const plain = { unique: false, mask: false, search: false, indexed: false, most: 'write', needs: null } as const;
  return {
    ...plain,
    ...found,
    path: 'tenant',
    name: 'tenant',
    label,
    required: read.data.required ?? false,
    granted: true,
    fixed: true,
  };
}

type Reader = (around: Around, uid: string, name: string, attribute: Attribute, meta: unknown) => Read;

const plain: Reader = ({ warn, meta: metaOf }, uid, name, attribute, meta) => {
  const of = plainKind(attribute);
  const place = columnPlace(meta);
  const beside = fieldOptions(attribute).subject;
  if (of && place?.at === 'column' && beside !== undefined) {
    const type = columnPlace(metaOf(uid).attributes[beside]);
    if (type?.at === 'column') return { of, place: { at: 'subject', column: place.column, typeColumn: type.column } };
  } else if (of && place) return { of, place };
  warn(`workbench: ${uid} ${name} of type ${attribute.type} has no screen`);
  return null;
};

const parts = (around: Around, uid: string): { name: string; label: Field['label']; fields: Field[] } | null => {
  const component = asComponent(around.component(uid));
  return component && { name: uid, label: word(component.info?.displayName ?? uid), fields: partFields(around, uid, component) };
};

const readers: Readonly<Record<string, Reader>> = {
  password: ({ meta }, uid, name, attribute) => {
    const of = plainKind({ ...attribute, type: 'password' });
    const place = columnPlace(meta(uid).attributes[fieldOptions(attribute).keptAs ?? name]);
    return of && { of, place: { at: 'secret', column: place?.at === 'column' ? place.column : null } };
  },
  media: (_around, _uid, name, attribute) => {
    const of = plainKind(attribute);
    return of && { of, place: { at: 'media', attribute: name, many: attribute.multiple ?? false } };
  },
  relation: ({ names }, _uid, _name, _attribute, meta) => {
    const place = relationPlace(meta);
    if (!place || !('target' in place)) return null;
    const target = names.get(place.target);
    if (!target) return null; // not on the workbench: nothing could be shown or picked
    const many = place.at === 'fk' ? false : place.many;
    return { of: { kind: 'relation', target, many }, place };
  },
  component: (around, _uid, _name, { component, repeatable }) => {
    const part = parts(around, component ?? '');
    return (
      part && { of: { kind: 'component', many: repeatable ?? false, fields: part.fields } satisfies Kind, place: { at: 'parts' } }
    );
  },
  dynamiczone: (around, _uid, _name, { components = [] }) => ({
    of: { kind: 'zone', components: components.flatMap((uid) => parts(around, uid) ?? []) },
    place: { at: 'parts' },
  }),
};

const isRecord = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null;

function asComponent(given: unknown): Component | null {
  if (!isRecord(given) || !isRecord(given.attributes)) return null;
  const info = isRecord(given.info) && typeof given.info.displayName === 'string' ? given.info.displayName : undefined;
  return { attributes: given.attributes, info: { displayName: info } };
}

/** Strapi lets components nest, but not in a circle. */
function partFields(around: Around, uid: string, { attributes }: Component): Field[] {
  const meta = around.meta(uid);
  return Object.entries(attributes).flatMap(([name, given]) => readField(around, uid, name, given, meta.attributes[name]));
}
