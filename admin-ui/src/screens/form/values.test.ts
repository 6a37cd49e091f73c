import type { FieldSchema } from '@zuoxi/contracts';
import { blocksAsText, held, textAsBlocks, toSend } from './values';

const field = (path: string, of: FieldSchema['of'], access: FieldSchema['access'] = 'write'): FieldSchema => ({
  path,
  of,
  access,
  label: { zh: path, en: path },
  required: false,
  sortable: true,
  filterable: true,
});
const fields = [
  field('name', { kind: 'text' }),
  field('amount', { kind: 'integer' }),
  field('at', { kind: 'datetime' }),
  field('owner', { kind: 'relation', target: 'account', many: false }),
  field('parts', { kind: 'relation', target: 'part', many: true }),
  field('extra', { kind: 'json' }),
  field('secret', { kind: 'password' }),
  field('lines', {
    kind: 'component',
    many: true,
    fields: [field('text', { kind: 'text' }), field('count', { kind: 'integer' })],
  }),
  field('custom.birthday', { kind: 'date' }),
  field('mobile', { kind: 'phone' }, 'masked'),
];
const row = {
  id: 'r1',
  name: '王芳',
  amount: 3,
  at: '2026-11-21T08:30:00.000Z',
  owner: { id: 'u1', label: '李强' },
  parts: [{ id: 'p1', label: 'A' }],
  extra: { a: 1 },
  lines: [{ id: 1, text: 'x', count: 2 }],
  custom: { birthday: '1990-01-02' },
  mobile: '138****8000',
};

test('nothing changed, nothing sent; a round trip through the inputs loses nothing', () => {
  const begun = held(fields, row);
  expect(toSend(fields, structuredClone(begun), begun)).toEqual({});
  expect(toSend(fields, begun, null)).toEqual({
    name: '王芳',
    amount: 3,
    at: '2026-11-21T08:30:00.000Z',
    owner: 'u1',
    parts: ['p1'],
    extra: { a: 1 },
    lines: [{ text: 'x', count: 2 }],
    'custom.birthday': '1990-01-02',
  });
});

test('only what changed is sent: emptied is null, relations are ids, a masked value never', () => {
  const begun = held(fields, row);
  const now = { ...begun, amount: '', owner: [], mobile: '13800138000', custom: { birthday: '1990-01-03' }, secret: 'Neu-123' };
  expect(toSend(fields, now, begun)).toEqual({ amount: null, owner: null, 'custom.birthday': '1990-01-03', secret: 'Neu-123' });
});

test('a new row sends what was filled in', () => {
  const begun = held(fields, null);
  expect(toSend(fields, { ...begun, name: '新' }, null)).toEqual({ name: '新' });
});

test('paragraphs that were not touched keep what an editor gave them', () => {
  const bold = { type: 'paragraph', children: [{ type: 'text', text: '一', bold: true }] };
  const typed = textAsBlocks('一\n二', [bold]);
  expect(typed[0]).toBe(bold);
  expect(blocksAsText(typed)).toBe('一\n二');
});
