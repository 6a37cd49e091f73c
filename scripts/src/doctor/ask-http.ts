import { get } from 'node:http';
import { get as getTls } from 'node:https';

export type HttpAnswer = { status: number; body: string; date: string | null };

/** `secure`: over TLS, whoever signed the certificate (the check of the certificate looks at that). */
type Endpoint = { host: string; port: number; secure?: boolean };

/** HTTP GET on one of our own ports. Rejects with an Error when nobody answers within `ms`; reads at most 1 MB. */
export const askHttp = (
  { host, port, secure = false }: Endpoint,
  path: string,
  ms = 4000,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const how = { host, port, path, timeout: ms, agent: false, headers };
    const request = (secure ? getTls : get)({ ...how, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body.length < 1 << 20 ? (body += part) : response.destroy()));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, date: response.headers.date ?? null }));
    });
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 101, body: '', date: null });
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ms / 1000} s`)));
    request.on('error', reject);
  });
