/** Requests as a stranger's program makes them, to every route of a record plane that there is. */
import { once } from 'node:events';
import { Agent as Connections, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';

export type Step = { method: string; path: string; body?: unknown };
export type Answer = { status: number; headers: string; text: string };
export type Stranger = { port: number; ask: (step: Step, jwt: string | null) => Promise<Answer>; close: () => void };

const methodsAsked = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** As Strapi's router lists them: a new one is asked without anybody naming it. */
export const routesOf = (strapi: Core.Strapi): readonly { method: string; path: string }[] =>
  strapi.server
    .listRoutes()
    .flatMap(({ path, methods }) =>
      methods.filter((name: string) => methodsAsked.has(name)).map((method: string) => ({ method, path })),
    );

/** Listens, and asks over eight connections that stay. `json` writes a body. An answer is whole, or the first words of one that never ends. */
export async function givenStranger(strapi: Core.Strapi, json: (body: unknown) => string = JSON.stringify): Promise<Stranger> {
  const connections = new Connections({ keepAlive: true, maxSockets: 8 });
  const { httpServer } = strapi.server;
  await once(httpServer.listen(0, '127.0.0.1'), 'listening');
  const { port } = httpServer.address() as AddressInfo;
  const ask: Stranger['ask'] = ({ method, path, body }, jwt) =>
    new Promise((resolve, reject) => {
      const said = body === undefined ? '' : json(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(said),
        'x-forwarded-for': '203.0.113.7', // as nginx says it
        ...(jwt && { authorization: `Bearer ${jwt}` }),
      };
      const asking = request({ host: '127.0.0.1', port, method, path, headers, agent: connections }, (answer) => {
        let text = '';
        const done = (): void => resolve({ status: answer.statusCode ?? 0, headers: JSON.stringify(answer.headers), text });
        answer.on('data', (more) => {
          text += String(more);
          if (!answer.headers['content-type']?.startsWith('text/event-stream')) return;
          done();
          asking.destroy();
        });
        answer.on('end', done);
      }).on('error', reject);
      asking.end(said);
    });
  return { port, ask, close: () => connections.destroy() };
}
