/**
 * The content manager shows field names; people want words. Each attribute carries its own in `pluginOptions.workbench.label`, and they are taken over
 * where an admin has not yet chosen another.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const Label = z.object({
  private: z.boolean().default(false),
  target: z.string().optional(),
  pluginOptions: z.object({ workbench: z.object({ label: z.object({ zh: z.string(), en: z.string() }) }) }),
});
const Field = z.looseObject({ label: z.string().optional(), mainField: z.unknown().optional() });
const Configuration = z.looseObject({
  settings: z.looseObject({ mainField: z.string() }),
  metadatas: z.record(z.string(), z.looseObject({ edit: Field, list: Field })),
  layouts: z.looseObject({ list: z.array(z.string()) }),
});
type ContentType = Core.Strapi['contentTypes'][keyof Core.Strapi['contentTypes']];

/** How many columns a list begins with. */
const columns = 8;
/** What stands for a row where one is chosen. */
const mainFields = ['name', 'displayName', 'labelZh', 'number', 'callId'];
const mainFieldOf = (type: ContentType | undefined): string | undefined =>
  mainFields.find((name) => type && name in type.attributes);

export async function labelContentTypes(strapi: Core.Strapi): Promise<void> {
  const service = strapi.plugin('content-manager').service('content-types');
  const types = new Map<string, ContentType>(Object.entries(strapi.contentTypes));
  for (const type of types.values()) {
    const fields = Object.entries(type.attributes).flatMap(([name, attribute]) => {
      const read = Label.safeParse(attribute);
      return read.success ? [{ name, ...read.data, label: read.data.pluginOptions.workbench.label.zh }] : [];
    });
    if (!fields.length) continue;
    const stored = Configuration.parse(await service.findConfiguration(type));
    const fresh = fields.filter(({ name }) => stored.metadatas[name]?.edit.label === name);
    if (!fresh.length) continue;
    const metadatas = { ...stored.metadatas };
    for (const { name, label, target } of fresh) {
      const had = metadatas[name];
      const shown = target ? { label, mainField: mainFieldOf(types.get(target)) } : { label };
      if (had) metadatas[name] = { ...had, edit: { ...had.edit, ...shown }, list: { ...had.list, ...shown } };
    }
    const untouched = fresh.length === fields.length;
    const mainField = mainFieldOf(type);
    const list = fields.filter((field) => !field.private).map(({ name }) => name);
    await service.updateConfiguration(type, {
      settings: untouched && mainField ? { ...stored.settings, mainField } : stored.settings,
      metadatas,
      layouts: untouched ? { ...stored.layouts, list: list.slice(0, columns) } : stored.layouts,
    });
  }
}
