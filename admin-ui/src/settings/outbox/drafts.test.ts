import { SmsProvider } from '@zuoxi/contracts';
import { draftOf, settingsOf } from './drafts';

test('a provider goes through its form unchanged', () => {
  const http = {
    kind: 'http',
    method: 'POST',
    url: 'https://sms.example.com/send',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer {{secret}}' },
    body: '{"to":"{{mobile}}"}',
    success: 'OK',
  } as const;
  expect(SmsProvider.parse(settingsOf(draftOf(http)))).toEqual(http);
  const smtp = {
    kind: 'smtp',
    host: 'mail.example.com',
    port: 465,
    security: 'tls',
    user: 'me',
    from: 'me@example.com',
  } as const;
  expect(settingsOf(draftOf(smtp))).toEqual(smtp);
  expect(settingsOf(draftOf({ kind: 'outbox' }))).toEqual({ kind: 'outbox' });
});
