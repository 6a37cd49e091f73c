/** A prompt of a flow, and the name of its sound: what is said decides it, so that a changed text is a new sound and a running call keeps the old one. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** `id` is a file of the upload plugin, `tenant` its enterprise's primary key. */
export type Source = { text: string; language: 'zh' | 'en' } | { file: string; tenant: number };
/** `of`: for people, which flow and step it belongs to. */
export type Prompt = { sound: string; from: Source; of: string };

/** Below the sounds folder, without extension. */
export const soundOf = (tenant: string, from: Source): string => {
  const what = 'file' in from ? ['file', from.file] : ['text', from.language, from.text];
  const hash = createHash('sha256').update(what.join('\n')).digest('hex').slice(0, 32);
  return `flows/${tenant.replace(/[^A-Za-z0-9_-]/g, '_')}/${hash}`;
};

/** What is wrong in the rest is for the directory's own schema to say. */
const Step = z.looseObject({ name: z.unknown(), text: z.string().nullable(), file: z.string().nullable() });
const Flow = z.object({
  id: z.string(),
  tenant: z.string(),
  tenant_row: z.number(),
  language: z.enum(['zh', 'en']).catch('zh'),
  name: z.string(),
  steps: z.array(Step),
});

export const flowSql = `
  select f.document_id as id, t.document_id as tenant, t.id as tenant_row, t.language, f.name, coalesce((
    select json_agg(json_build_object(
      'name', s.name, 'text', s.text, 'seconds', coalesce(s.seconds, 8), 'tries', coalesce(s.tries, 2),
      'file', (select m.document_id from files_related_mph r join files m on m.id = r.file_id
        where r.related_id = s.id and r.related_type = 'flow.step' and r.field = 'audio' order by r."order" limit 1),
      'keys', coalesce((select json_agg(json_build_object('key', k.key, 'label', k.label, 'goesTo', nullif(k.goes_to, '')) order by c."order")
        from components_flow_steps_cmps c join components_flow_keys k on k.id = c.cmp_id
        where c.entity_id = s.id and c.field = 'keys'), '[]'::json)
    ) order by c."order")
    from flows_cmps c join components_flow_steps s on s.id = c.cmp_id where c.entity_id = f.id and c.field = 'steps'), '[]'::json) as steps
  from flows f join tenants t on t.id = f.tenant_id where f.active order by f.id`;

/** A row of `flowSql` as a part of the directory, and what must be said in it. */
export function flowOf(row: unknown): { value: Record<string, unknown>; prompts: Prompt[] } {
  const { id, tenant, tenant_row: tenantRow, language, name, steps } = Flow.parse(row);
  const said = steps.map(({ text, file, ...step }) => {
    const from: Source = file === null ? { text: text ?? '', language } : { file, tenant: tenantRow };
    return { step, prompt: { sound: soundOf(tenant, from), from, of: `flow ${name}, step ${String(step.name)}` } };
  });
  const value = {
    id,
    tenant,
    name,
    steps: said.map(({ step, prompt: { sound } }) => ({ ...step, sound })),
  };
  return { value, prompts: said.map(({ prompt }) => prompt) };
}
