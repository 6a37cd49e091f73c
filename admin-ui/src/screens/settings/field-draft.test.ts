import { draftOf, emptyDraft, fieldOf, type Draft } from './field-draft';

const made = (change: Partial<Draft>) => fieldOf('visit', { ...emptyDraft, name: 'level', zh: '级别', ...change });

const given = (got: ReturnType<typeof fieldOf>) => {
  if (!('field' in got)) throw new Error(JSON.stringify(got));
  return got.field;
};

test('choices are typed one a line, with words where the value is none', () => {
  const got = made({ kind: 'choice', choices: 'vip=贵宾=VIP\n普通\n' });
  expect(got).toMatchObject({
    field: {
      of: {
        choices: [
          { value: 'vip', label: { zh: '贵宾', en: 'VIP' } },
          { value: '普通', label: { zh: '普通', en: '普通' } },
        ],
      },
    },
  });
});

test('what is not right is named by its input', () => {
  expect(made({ name: '1x' })).toEqual({ wrong: ['name'] });
  expect(made({ zh: ' ' })).toEqual({ wrong: ['zh'] });
  expect(made({ kind: 'choice' })).toEqual({ wrong: ['choices'] });
  expect(made({ kind: 'relation' })).toEqual({ wrong: ['target'] });
});

test('a field comes back into its inputs as it was', () => {
  const got = made({ kind: 'integer', min: '1', max: '9', required: true });
  const draft = draftOf(given(got));
  expect(draft).toMatchObject({ kind: 'integer', min: '1', max: '9', required: true });
  expect(fieldOf('visit', draft)).toEqual(got);
});

test('help comes back too, and what the dialog has no input for stays', () => {
  const before = { ...given(made({ kind: 'file', helpZh: '扫描件' })), default: null };
  const images = { ...before, of: { kind: 'file' as const, many: false, accept: ['images' as const] } };
  const after = fieldOf('visit', { ...draftOf(images), required: true }, images);
  expect(after).toEqual({ field: { ...images, help: { zh: '扫描件', en: '扫描件' }, required: true } });
});
