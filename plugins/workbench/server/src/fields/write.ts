/** Fields that a tenant makes, changes, takes away and brings back. Values are never touched: a removed field is hidden, and comes back with them. */
import type { Core } from '@strapi/strapi';
import type { CustomField, FieldIssue } from '@zuoxi/contracts';
import { patternTrouble } from '@zuoxi/contracts/patterns';
import { type Caller, Refused } from '@zuoxi/record-plane';
import { dropIndex, fieldIndex, makeIndex } from '../indexes';
import type { Type } from '../types/field';
import type { Workbench } from '../workbench';
import { checkValue } from '../data/check-value';
import { fieldUid } from './field-type';
import type { StoredField } from './store';

/** So many that a form is still a form. */
const most = 200;
const invalid = (...issues: FieldIssue[]): Refused => new Refused('invalid', { issues });

/** Values stay as they are, so a field of a name holds one kind for ever. */
const sameKind = (a: CustomField['of'], b: CustomField['of']): boolean =>
  a.kind === b.kind &&
  (!('many' in a) || !('many' in b) || a.many === b.many) &&
  (!('target' in a) || !('target' in b) || a.target === b.target);

const troubles = { syntax: 'patternSyntax', unsupported: 'patternUnsupported', tooLarge: 'patternTooLarge' } as const;

/** What is wrong with the pattern of a field; one that was saved when more was allowed is said, and validates nothing. */
export function patternIssues({ of }: Pick<CustomField, 'of'>): FieldIssue[] {
  const trouble = 'pattern' in of && of.pattern !== undefined ? patternTrouble(of.pattern) : null;
  return trouble ? [{ field: 'of.pattern', code: troubles[trouble.why], limit: trouble.at }] : [];
}

/** @param patterns `kept`: the way back to what was there takes patterns that were there */
export function typeOf(
  { catalogue }: Workbench,
  { type, of, default: given }: CustomField,
  patterns: 'tried' | 'kept' = 'tried',
): Type {
  const found = catalogue.named(type);
  if (!found?.hasCustom) throw invalid({ field: 'type', code: 'choice' });
  if (of.kind === 'relation' && !catalogue.named(of.target)) throw invalid({ field: 'of.target', code: 'choice' });
  const issues = patterns === 'tried' ? patternIssues({ of }) : [];
  if (issues.length) throw invalid(...issues);
  const fits = given === undefined || given === null || 'value' in checkValue(of, false, given);
  if (!fits || ((of.kind === 'relation' || of.kind === 'file') && given)) throw invalid({ field: 'default', code: 'wrongKind' });
  return found;
}

/** What a set of definitions would clash with; null: nothing. Removed fields count: their values are still there. */
export function clash(had: readonly StoredField[], field: CustomField, self?: string): Refused | null {
  const same = had.find((one) => one.type === field.type && one.name === field.name && one.id !== self);
  if (same && (!same.removed || self)) return invalid({ field: 'name', code: 'taken' });
  if (same && !sameKind(same.of, field.of)) return invalid({ field: 'of.kind', code: 'taken', limit: same.of.kind });
  return null;
}

async function indexed(strapi: Core.Strapi, tenant: number, type: Type, field: CustomField, on: boolean): Promise<void> {
  const index = fieldIndex(tenant, type, field);
  if (on) await makeIndex(strapi, index);
  else await dropIndex(strapi, index.name);
}

export async function createField(workbench: Workbench, { tenant }: Caller, field: CustomField): Promise<StoredField> {
  const { strapi, fields } = workbench;
  const type = typeOf(workbench, field);
  const had = await fields.all(tenant);
  if (had.filter((one) => one.type === field.type && !one.removed).length >= most)
    throw invalid({ field: 'type', code: 'tooLarge', limit: most });
  const problem = clash(had, field);
  if (problem) throw problem;
  const removed = had.find((one) => one.type === field.type && one.name === field.name);
  const data = { type: field.type, name: field.name, definition: field, removed: false };
  const made: { documentId: string } = removed
    ? await strapi.db.query(fieldUid).update({ where: { documentId: removed.id }, data })
    : await strapi.db.query(fieldUid).create({ data });
  fields.forget(tenant);
  if (field.indexed) await indexed(strapi, tenant, type, field, true);
  return { ...field, id: made.documentId, removed: false };
}

async function existing({ fields }: Workbench, { tenant }: Caller, id: string): Promise<StoredField> {
  const found = (await fields.all(tenant)).find((one) => one.id === id && !one.removed);
  if (!found) throw new Refused('notFound');
  return found;
}

export async function updateField(workbench: Workbench, caller: Caller, id: string, field: CustomField): Promise<StoredField> {
  const { strapi, fields } = workbench;
  const old = await existing(workbench, caller, id);
  const type = typeOf(workbench, field);
  if (old.type !== field.type) throw invalid({ field: 'type', code: 'notWritable' });
  if (old.name !== field.name) throw invalid({ field: 'name', code: 'notWritable' });
  if (!sameKind(old.of, field.of)) throw invalid({ field: 'of.kind', code: 'notWritable' });
  await strapi.db.query(fieldUid).update({ where: { documentId: id }, data: { definition: field } });
  fields.forget(caller.tenant);
  if (old.indexed !== field.indexed) await indexed(strapi, caller.tenant, type, field, field.indexed);
  return { ...field, id, removed: false };
}

export async function removeField(workbench: Workbench, caller: Caller, id: string): Promise<StoredField> {
  const { strapi, fields, catalogue } = workbench;
  const old = await existing(workbench, caller, id);
  await strapi.db.query(fieldUid).update({ where: { documentId: id }, data: { removed: true } });
  fields.forget(caller.tenant);
  const type = catalogue.named(old.type);
  if (type && old.indexed) await indexed(strapi, caller.tenant, type, old, false);
  return old;
}
