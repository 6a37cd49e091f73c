import { en } from '../../i18n/en';
import { zh } from '../../i18n/zh';
import { actorWords, acts, actWords, detailNames, detailWords, verbs } from './act-words';

test('every act that the log knows has words in both languages', () => {
  for (const words of [zh.audit.act, en.audit.act])
    expect(Object.keys(words).sort()).toEqual(acts.map((act) => act.replace('.', '-')).sort());
  for (const words of [zh.audit.verb, en.audit.verb]) expect(Object.keys(words).sort()).toEqual([...verbs, 'other'].sort());
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

test('why something was refused is said in words, a reason that a person gave as it is', () => {
  const t = (key: string, { words = '' } = {}): string => (key === 'pair.named' ? words : key);
  const words = (given: string) => detailWords({ reason: given }, t, () => undefined);
  expect([words('forbidden'), words('检查')]).toEqual(['refusal.forbidden', '检查']);
});

test.each([
  ['9001 王芳', '9001 王芳'],
  ['nobody', 'audit.nobody {}'],
  ['admin:1 super@example.com', 'audit.administrator {"name":"super@example.com"}'],
  ['admin:unknown', 'audit.administrator {"name":"unknown"}'],
])('the actor %s is said as %s', (actor, words) =>
  expect(actorWords(actor, (key, values = {}) => `${key} ${JSON.stringify(values)}`)).toBe(words),
);

test.each([
  ['login', 'audit.act.login {}'],
  ['operator.entered', 'audit.act.operator-entered {}'],
  ['queue.changed', 'audit.verb.changed {"type":"队列"}'],
  ['unseen.deleted', 'audit.verb.deleted {"type":"unseen"}'],
  ['number.askingStopped', 'audit.act.number-askingStopped {}'],
  ['voicePrint.granted', 'audit.verb.granted {"type":"voice print"}'],
  ['callRoute.turnedAround', 'audit.verb.other {"type":"call route","verb":"turned around"}'],
  ['happened', 'happened'],
])('%s is said as %s', (act, words) => {
  const t = (key: string, values = {}): string => `${key} ${JSON.stringify(values)}`;
  expect(actWords(act, t, (type) => (type === 'queue' ? '队列' : undefined))).toBe(words);
});
