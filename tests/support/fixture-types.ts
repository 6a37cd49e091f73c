/** Content types of tests alone: `everything` has every kind of attribute, `part` is what it points to. Give `addFixtureTypes` to `givenRecordPlane`. */
import type { Core } from '@strapi/strapi';

export const everythingUid = 'api::everything.everything';
export const partUid = 'api::part.part';

const named = (zh: string, en: string, more: object = {}) => ({ pluginOptions: { workbench: { label: { zh, en }, ...more } } });
const workbench = (label: object, more: object = {}) => ({ workbench: { label, ...more } });

const everything = {
  kind: 'collectionType',
  collectionName: 'everythings',
  info: { singularName: 'everything', pluralName: 'everythings', displayName: '万象' },
  options: { draftAndPublish: false },
  pluginOptions: workbench({ zh: '万象', en: 'Everything' }, { icon: 'category', position: 5 }),
  attributes: {
    name: { type: 'string', required: true, minLength: 2, maxLength: 60, ...named('名称', 'Name') },
    code: { type: 'string', unique: true, regex: '^[A-Z0-9-]{1,20}$' },
    mobile: { type: 'string', ...named('手机', 'Mobile', { phone: true, mask: true }) },
    note: { type: 'text', ...named('备注', 'Note') },
    article: { type: 'richtext' },
    body: { type: 'blocks' },
    email: { type: 'email' },
    secret: { type: 'password', minLength: 6 },
    slug: { type: 'uid', targetField: 'name' },
    amount: { type: 'integer', min: 0, max: 1_000_000 },
    big: { type: 'biginteger' },
    ratio: { type: 'float' },
    price: { type: 'decimal' },
    day: { type: 'date' },
    hour: { type: 'time' },
    at: { type: 'datetime' },
    stamp: { type: 'timestamp' },
    done: { type: 'boolean', default: false },
    level: {
      type: 'enumeration',
      enum: ['low', 'middle', 'high'],
      default: 'low',
      ...named('级别', 'Level', { choices: { low: { zh: '低', en: 'Low' }, high: { zh: '高', en: 'High' } } }),
    },
    extra: { type: 'json' },
    picture: { type: 'media', multiple: false, allowedTypes: ['images'] },
    papers: { type: 'media', multiple: true, allowedTypes: ['images', 'files'] },
    main: { type: 'relation', relation: 'manyToOne', target: partUid, inversedBy: 'mains', useJoinTable: false },
    parts: { type: 'relation', relation: 'manyToMany', target: partUid, inversedBy: 'everythings' },
    single: { type: 'relation', relation: 'oneToOne', target: partUid },
    several: { type: 'relation', relation: 'oneToMany', target: partUid },
    address: { type: 'component', component: 'fixture.address' },
    lines: { type: 'component', component: 'fixture.line', repeatable: true, max: 5 },
    zone: { type: 'dynamiczone', components: ['fixture.address', 'fixture.line'] },
  },
};

const part = {
  kind: 'collectionType',
  collectionName: 'parts',
  info: { singularName: 'part', pluralName: 'parts', displayName: '部件' },
  options: { draftAndPublish: false },
  pluginOptions: { workbench: true },
  attributes: {
    name: { type: 'string', required: true },
    mains: { type: 'relation', relation: 'oneToMany', target: everythingUid, mappedBy: 'main' },
    everythings: { type: 'relation', relation: 'manyToMany', target: everythingUid, mappedBy: 'parts' },
  },
};

/** As the content-type builder makes one unless told otherwise: with drafts. */
const leaflet = {
  kind: 'collectionType',
  collectionName: 'leaflets',
  info: { singularName: 'leaflet', pluralName: 'leaflets', displayName: '传单' },
  options: { draftAndPublish: true },
  pluginOptions: { workbench: true },
  attributes: {
    title: { type: 'string', required: true },
    part: { type: 'relation', relation: 'manyToOne', target: partUid, useJoinTable: false },
    parts: { type: 'relation', relation: 'manyToMany', target: partUid },
    next: { type: 'relation', relation: 'oneToOne', target: 'api::leaflet.leaflet' },
    lines: { type: 'component', component: 'fixture.line', repeatable: true },
  },
};

const component = (name: string, attributes: object) => ({
  uid: `fixture.${name}`,
  category: 'fixture',
  modelType: 'component',
  modelName: name,
  globalId: `ComponentFixture${name}`,
  collectionName: `components_fixture_${name}s`,
  info: { displayName: name },
  options: {},
  attributes,
});

/** Before Strapi loads. `more`: attributes that the part has besides. */
export function addFixtureTypes(strapi: Core.Strapi, more: object = {}): void {
  const components: { set(uid: string, given: object): unknown } = strapi.get('components');
  components.set(
    'fixture.address',
    component('address', { city: { type: 'string', required: true }, street: { type: 'string' } }),
  );
  components.set(
    'fixture.line',
    component('line', {
      text: { type: 'string', required: true },
      count: { type: 'integer' },
      part: { type: 'relation', relation: 'oneToOne', target: partUid },
      address: { type: 'component', component: 'fixture.address' },
    }),
  );
  strapi
    .get('apis')
    .add('part', { contentTypes: { part: { schema: { ...part, attributes: { ...part.attributes, ...more } } } } });
  strapi.get('apis').add('leaflet', { contentTypes: { leaflet: { schema: leaflet } } });
  strapi.get('apis').add('everything', { contentTypes: { everything: { schema: everything } } });
}
