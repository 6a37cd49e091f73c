import type { InternalMessage } from '@zuoxi/contracts';
import { isDirty, emptyDraft, longest, replyTo } from './reply';

const words: Readonly<Record<string, string>> = { 'messages.re': '回复：%{subject}', 'messages.wrote': '%{who} 写道：' };
const t = (key: string, values: Record<string, unknown> = {}): string =>
  (words[key] ?? key).replace(/%\{(\w+)\}/g, (_, name: string) => String(values[name]));
const from = { kind: 'account', id: 'wang', label: '1001 王芳' } as const;
const message: InternalMessage = {
  id: 'm',
  folder: 'inbox',
  subject: '换班',
  from,
  to: [],
  at: 0,
  unread: false,
  body: '一\n二',
};

test('a reply goes to the writer, with their words quoted below', () => {
  expect(replyTo(message, t, 0)).toEqual({ to: [from], subject: '回复：换班', body: '\n\n1001 王芳 写道：\n> 一\n> 二' });
});

test('an answer to an answer is called like the answer, and nothing grows past what may be sent', () => {
  const again = replyTo({ ...message, subject: '回复：换班' }, t, 0);
  expect(again.subject).toBe('回复：换班');
  const long = replyTo({ ...message, subject: '长'.repeat(120), body: '长'.repeat(10_000) }, t, 0);
  expect(long.subject).toHaveLength(longest.subject);
  expect(long.body.length).toBeLessThan(longest.body);
});

test('a draft is worth keeping as soon as anything is in it', () => {
  expect([emptyDraft, { ...emptyDraft, to: [from] }, { ...emptyDraft, body: ' ' }].map(isDirty)).toEqual([false, true, true]);
});
