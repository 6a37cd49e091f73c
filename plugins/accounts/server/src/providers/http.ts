/** Text messages by an HTTP request that the tenant describes: what Chinese providers have in common. */
import type { SmsProvider } from '@zuoxi/contracts';
import { askOutside } from '@zuoxi/record-plane';

export type HttpSms = Extract<SmsProvider, { kind: 'http' }>;
export type SmsValues = { mobile: string; text: string; code: string; purpose: string; secret: string };

type Encode = (text: string) => string;
const asIs: Encode = (text) => text;
const inJson: Encode = (text) => JSON.stringify(text).slice(1, -1);

export const fill = (template: string, values: SmsValues, encode: Encode): string =>
  template.replace(/\{\{(mobile|text|code|purpose|secret)\}\}/g, (_, name: keyof SmsValues) => encode(values[name]));

/** A header says how the body is written; without one the body's first character does. */
function bodyEncoding(headers: Readonly<Record<string, string>>, body: string): Encode {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (/json/i.test(type) || (type === '' && /^\s*[{[]/.test(body))) return inJson;
  return /x-www-form-urlencoded/i.test(type) ? encodeURIComponent : asIs;
}

/** Rejects with what the provider answered, without the secret. */
export async function sendByHttp(provider: HttpSms, values: SmsValues, inside: boolean): Promise<void> {
  const { method, url, headers, body, success } = provider;
  const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value, values, asIs)]));
  const answer = await askOutside(
    fill(url, values, encodeURIComponent),
    {
      method,
      headers: filled,
      ...(method === 'POST' && { body: fill(body, values, bodyEncoding(headers, body)) }),
      maxBytes: 100_000,
    },
    inside,
  );
  const said = answer.body.toString('utf8');
  if (answer.status >= 200 && answer.status < 300 && said.includes(success)) return;
  const quoted = said.slice(0, 300);
  throw new Error(`${answer.status} ${values.secret ? quoted.replaceAll(values.secret, '******') : quoted}`);
}
