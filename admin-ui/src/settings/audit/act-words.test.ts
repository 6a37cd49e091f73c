import { en } from '../../i18n/en';
import { zh } from '../../i18n/zh';
import { acts, actWords, detailNames, detailWords } from './act-words';

test('every act that the log knows has words in both languages', () => {
  for (const words of [zh.audit.act, en.audit.act])
    expect(Object.keys(words).sort()).toEqual(acts.map((act) => act.replace('.', '-')).sort());
  for (const words of [zh.audit.detail, en.audit.detail]) expect(Object.keys(words).sort()).toEqual([...detailNames].sort());
});

test('details are named where there are words, and shown as they are where not', () => {
  const t = (key: string, { name = '', words = '' } = {}): string =>
    ({ 'pair.named': `${name}：${words}`, 'pair.comma': '、' })[key] ?? key;
  const labels = (path: string) => (path === 'name' ? '名称' : undefined);
  expect(detailWords({ reason: '设置队列', fields: ['name', 'role'], other: 3 }, t, labels)).toBe(
    'audit.detail.reason：设置队列 · audit.detail.fields：名称、role · other：3',
  );
});

test.each([
  ['login', 'audit.act.login {}'],
  ['operator.entered', 'audit.act.operator-entered {}'],
  ['queue.changed', 'audit.verb.changed {"type":"队列"}'],
  ['unseen.deleted', 'audit.verb.deleted {"type":"unseen"}'],
  ['call.blocked', 'call.blocked'],
])('%s is said as %s', (act, words) => {
  const t = (key: string, values = {}): string => `${key} ${JSON.stringify(values)}`;
  expect(actWords(act, t, (type) => (type === 'queue' ? '队列' : undefined))).toBe(words);
});
