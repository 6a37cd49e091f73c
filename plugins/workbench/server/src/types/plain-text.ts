/**
 * What a row's texts may hold, by Strapi's attribute types, whoever writes them: the workbench, an import, a plugin, Strapi's own panel. One line holds no
 * line break and no control character, text of several lines none but tab and line breaks, JSON no NUL, which PostgreSQL cannot keep.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { isLine, isProse } from '@zuoxi/contracts';

type Path = (string | number)[];
type Attributes = Readonly<Record<string, unknown>>;
type Schemas = (component: string) => Attributes | undefined;

const isRecord = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null;

/** Neither a key nor a text in it holds a NUL or half a character, which PostgreSQL's JSON refuses. Without recursion: what is nested too deep is refused by others, not by an overflow here. */
export function isPlainJson(given: unknown): boolean {
  const left = [given];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string' && /[\0\p{Cs}]/u.test(one)) return false;
    if (isRecord(one)) for (const [key, value] of Object.entries(one)) left.push(key, value);
  }
  return true;
}

const line = (given: unknown) => typeof given !== 'string' || isLine(given);
const prose = (given: unknown) => typeof given !== 'string' || isProse(given);
const rules: Readonly<Record<string, (given: unknown) => boolean>> = {
  string: line,
  email: line,
  uid: line,
  password: line,
  enumeration: line,
  text: prose,
  richtext: prose,
  json: isPlainJson,
  blocks: isPlainJson,
};

/** Where in `data` something stands that may not; parts are looked into where they are given whole. */
export function textsAtFault(attributes: Attributes, schemas: Schemas, data: unknown, at: Path = []): Path[] {
  if (!isRecord(data)) return [];
  return Object.entries(data).flatMap(([name, value]) => {
    const attribute = attributes[name];
    if (!isRecord(attribute) || typeof attribute.type !== 'string') return [];
    const { type, component } = attribute;
    const path = [...at, name];
    if (type !== 'component' && type !== 'dynamiczone') return rules[type]?.(value) === false ? [path] : [];
    const inside = (part: unknown, where: Path): Path[] => {
      const uid = type === 'component' ? component : isRecord(part) ? part.__component : undefined;
      const schema = typeof uid === 'string' ? schemas(uid) : undefined;
      return schema ? textsAtFault(schema, schemas, part, where) : [];
    };
    return Array.isArray(value) ? value.flatMap((part, i) => inside(part, [...path, i])) : inside(value, path);
  });
}

function refuseControls(paths: readonly Path[]): void {
  if (paths.length === 0) return;
  const message = '含有换行或控制字符 (holds a line break or a control character)';
  throw new errors.ValidationError(message, {
    errors: paths.map((path) => ({ path, name: 'ValidationError', message, code: 'control' })),
  });
}

const writes = new Set(['beforeCreate', 'beforeCreateMany', 'beforeUpdate', 'beforeUpdateMany']);
/** Strapi's own book-keeping, which keeps files of its translations and the like in texts. */
const isStrapis = (uid: string): boolean => /^(strapi|admin)::/.test(uid);

/** In `register()`: documents, where a password is not a hash yet and a part has its path, and below them every other writer of Strapi's layers. */
export function keepTextsPlain(strapi: Core.Strapi): void {
  const schemas: Schemas = (uid) => {
    const found: unknown = Object.entries(strapi.components).find(([name]) => name === uid)?.[1].attributes;
    return isRecord(found) ? found : undefined;
  };
  strapi.documents.use((context, next) => {
    const data = 'data' in context.params ? context.params.data : undefined;
    if (data && !isStrapis(context.uid)) refuseControls(textsAtFault(strapi.getModel(context.uid).attributes, schemas, data));
    return next();
  });
  strapi.db.lifecycles.subscribe(({ action, model, params }) => {
    if (!writes.has(action) || isStrapis(model.uid)) return;
    const rows: unknown[] = [params.data ?? []].flat();
    // parts are rows of their own here
    for (const row of rows) refuseControls(textsAtFault(model.attributes, () => undefined, row));
  });
}
