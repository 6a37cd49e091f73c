/** What the content-type builder asks beside Strapi's own questions: does the type belong on the workbench, and by which words. */

type Words = { id: string; defaultMessage: string };
type Input = {
  name: string;
  type: 'checkbox' | 'text' | 'number' | 'select';
  intlLabel: Words;
  description?: Words;
  options?: { key: string; value: string; metadatas: { intlLabel: Words } }[];
};
/** `given` is null in the form of a type itself */
type Form = { advanced(given: { forTarget?: string } | null): Input[]; base(): Input[] };
type WorkbenchOptions = { shown?: boolean; label?: { zh?: string; en?: string } } & Record<string, unknown>;
type Options = { workbench?: WorkbenchOptions } & Record<string, unknown>;
type Schema = { pluginOptions?: Options; attributes?: { pluginOptions?: Options }[] };
export type BuilderForms = {
  extendContentType(given: { form: Form }): void;
  extendFields(types: readonly string[], given: { form: Form }): void;
  addContentTypeSchemaMutation(mutate: (next: Schema, before?: Schema) => Schema): void;
};

const words = (zh: string, en: string): Words => ({ id: `workbench.${en}`, defaultMessage: `${zh} · ${en}` });
const at = (name: string): string => `pluginOptions.workbench.${name}`;
const section = (value: string, zh: string, en: string) => ({ key: value, value, metadatas: { intlLabel: words(zh, en) } });

const typeInputs: Input[] = [
  {
    name: at('shown'),
    type: 'checkbox',
    intlLabel: words('放到工作台', 'On the workbench'),
    description: words(
      '自动生成菜单、列表、筛选和表单；不勾选则从工作台拿掉，数据保留',
      'Menu, list, filters and form by themselves; off: not shown, data stay',
    ),
  },
  { name: at('label.zh'), type: 'text', intlLabel: words('中文名称', 'Chinese name') },
  { name: at('label.en'), type: 'text', intlLabel: words('英文名称', 'English name') },
  {
    name: at('section'),
    type: 'select',
    intlLabel: words('菜单分组', 'Menu section'),
    options: [section('business', '业务', 'Business'), section('settings', '设置', 'Settings')],
  },
  { name: at('position'), type: 'number', intlLabel: words('菜单次序', 'Place in the menu') },
];

const fieldInputs: Input[] = [
  { name: at('label.zh'), type: 'text', intlLabel: words('工作台中文名称', 'Chinese name on the workbench') },
  { name: at('label.en'), type: 'text', intlLabel: words('工作台英文名称', 'English name on the workbench') },
];
const textInputs: Input[] = [
  { name: at('phone'), type: 'checkbox', intlLabel: words('电话号码，可点击拨打', 'A phone number: dialled by a click') },
  {
    name: at('mask'),
    type: 'checkbox',
    intlLabel: words('对无权查看号码的角色打星号', 'Stars for roles that may not see it'),
  },
];
const textTypes = ['string', 'text', 'email'];
const otherTypes =
  'richtext blocks password integer biginteger float decimal number date time datetime boolean json uid media enumeration relation component'.split(
    ' ',
  );

const form = (inputs: Input[]): { form: Form } => ({
  form: { advanced: (given) => ((given?.forTarget ?? 'contentType') === 'contentType' ? inputs : []), base: () => [] },
});

export function extendBuilder(forms: BuilderForms): void {
  forms.extendContentType(form(typeInputs));
  forms.extendFields(textTypes, form([...fieldInputs, ...textInputs]));
  forms.extendFields(otherTypes, form(fieldInputs));
  forms.addContentTypeSchemaMutation((next) => ({
    ...next,
    pluginOptions: tidy(next.pluginOptions),
    attributes: next.attributes?.map((attribute) => ({ ...attribute, pluginOptions: tidy(attribute.pluginOptions) })),
  }));
}

/** `pluginOptions.workbench` is the sign that a type belongs there: unticked, it goes. A name given in one language stands for both. */
function tidy(options: Options | undefined): Options | undefined {
  if (!options?.workbench) return options;
  const { workbench, ...others } = options;
  if (workbench.shown === false) return others;
  const { label, ...said } = workbench;
  const zh = label?.zh || label?.en;
  const en = label?.en || label?.zh;
  return { ...others, workbench: { ...said, ...(zh && en ? { label: { zh, en } } : {}) } };
}
