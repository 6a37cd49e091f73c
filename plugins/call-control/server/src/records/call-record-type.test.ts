import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callRecordType } from './call-record-type';

type Indexed = { indexes?: readonly { name: string; columns: readonly string[] }[] };

test('no index of a content type names the column id: Strapi would fail to make it again at the next change of any schema', () => {
  const api = join(__dirname, '../../../../../cms/src/api');
  const schemas = readdirSync(api).map((type): Indexed =>
    JSON.parse(readFileSync(join(api, type, 'content-types', type, 'schema.json'), 'utf8')),
  );
  const named = [...schemas, callRecordType.schema as Indexed].flatMap((s) => s.indexes ?? []);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((i) => i.columns.includes('id'))).toEqual([]);
});
