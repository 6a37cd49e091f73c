/**
 * The content manager shows field names; people want words. Each attribute carries its own in `pluginOptions.workbench.label`, and they are taken over
 * where an admin has not yet chosen another.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const Label = z.object({
  pluginOptions: z.object({ workbench: z.object({ label: z.object({ zh: z.string(), en: z.string() }) }) }),
});
const Configuration = z.looseObject({
  settings: z.looseObject({ mainField: z.string() }),
  metadatas: z.record(
    z.string(),
    z.looseObject({
      edit: z.looseObject({ label: z.string().optional() }),
      list: z.looseObject({ label: z.string().optional() }),
    }),
  ),
  layouts: z.looseObject({ list: z.array(z.string()) }),
});

/** How many columns a list begins with. */
const columns = 8;
/** What stands for a row where one is chosen. */
const mainFields = ['name', 'displayName', 'labelZh', 'number', 'callId'];

export async function labelContentTypes(strapi: Core.Strapi): Promise<void> {
  const service = strapi.plugin('content-manager').service('content-types');
  for (const type of Object.values(strapi.contentTypes)) {
    const labels = Object.entries(type.attributes).flatMap(([name, attribute]) => {
      const read = Label.safeParse(attribute);
      return read.success ? [[name, read.data.pluginOptions.workbench.label.zh] as const] : [];
    });
    if (!labels.length) continue;
    const stored = Configuration.parse(await service.findConfiguration(type));
    const fresh = labels.filter(([name]) => stored.metadatas[name]?.edit.label === name);
    if (!fresh.length) continue;
    const metadatas = { ...stored.metadatas };
    for (const [name, label] of fresh) {
      const had = metadatas[name];
      if (had) metadatas[name] = { ...had, edit: { ...had.edit, label }, list: { ...had.list, label } };
    }
    const untouched = fresh.length === labels.length;
    const mainField = mainFields.find((name) => name in type.attributes);
    await service.updateConfiguration(type, {
      settings: untouched && mainField ? { ...stored.settings, mainField } : stored.settings,
      metadatas,
      layouts: untouched ? { ...stored.layouts, list: labels.map(([name]) => name).slice(0, columns) } : stored.layouts,
    });
  }
}
