/** Provider settings while they are edited: every field is text. */
import type { Channel, EmailProvider, SmsProvider } from '@zuoxi/contracts';

export type Draft = Readonly<Record<string, string>>;
type Settings = EmailProvider | SmsProvider;
type FieldName = 'host' | 'port' | 'security' | 'user' | 'from' | 'method' | 'url' | 'headers' | 'body' | 'success';

/** What each kind asks for, in order; with choices where there are some. */
export const fields: Readonly<Record<Settings['kind'], readonly FieldName[]>> = {
  outbox: [],
  smtp: ['host', 'port', 'security', 'user', 'from'],
  http: ['method', 'url', 'headers', 'body', 'success'],
};
export const kinds: Readonly<Record<Channel, readonly Settings['kind'][]>> = {
  email: ['outbox', 'smtp'],
  sms: ['outbox', 'http'],
};
export const choices: Readonly<Record<string, readonly string[]>> = {
  security: ['tls', 'starttls', 'none'],
  method: ['POST', 'GET'],
};
export const long: readonly string[] = ['headers', 'body'];

const beginnings: Draft = { port: '465', security: 'tls', method: 'POST', headers: 'Content-Type: application/json' };

export function draftOf(settings: Settings): Draft {
  const { headers, ...plain } = settings.kind === 'http' ? settings : { ...settings, headers: {} };
  const text = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)]));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return { ...beginnings, ...text, ...(settings.kind === 'http' && { headers: lines.join('\n') }) };
}

const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
  );

/** What is sent; the server parses it. */
export function settingsOf(draft: Draft): Record<string, unknown> {
  const kind = draft.kind as Settings['kind'];
  const plain = Object.fromEntries(fields[kind].map((name) => [name, draft[name] ?? '']));
  return {
    kind,
    ...plain,
    ...(kind === 'smtp' && { port: Number(draft.port) }),
    ...(kind === 'http' && { headers: headersOf(draft.headers ?? '') }),
  };
}
