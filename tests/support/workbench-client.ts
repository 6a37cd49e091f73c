/** What a browser asks the workbench's routes, as one account. */
import type { Response, Test } from 'supertest';
import { DataRow, ListReply, WorkbenchSchema, type Filter, type Sort } from '@zuoxi/contracts';
import type { RecordPlane } from './cms';
import { loggedIn, type Agent } from './people';

export type Client = Awaited<ReturnType<typeof givenClient>>;
type Query = { filter?: Filter; sort?: Sort; search?: string; limit?: number; after?: string; skip?: number };

const words = ({ filter, sort, ...rest }: Query): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...rest, filter: filter && JSON.stringify(filter), sort: sort && JSON.stringify(sort) })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );

/** Named in the failure, because a status alone says little. */
async function well(test: Test, status: number): Promise<Response> {
  const answer = await test;
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

export async function givenClient(plane: RecordPlane, agent: Agent) {
  const { jwt } = await loggedIn(plane, agent);
  const send = (method: 'get' | 'post' | 'put' | 'delete', path: string): Test => {
    const asking = plane.request();
    return asking[method](`/api/workbench${path}`).set({ Authorization: `Bearer ${jwt}` });
  };
  return {
    agent,
    jwt,
    send,
    schema: async () => WorkbenchSchema.parse((await well(send('get', '/schema'), 200)).body),
    list: async (type: string, query: Query = {}) =>
      ListReply.parse((await well(send('get', `/data/${type}`).query(words(query)), 200)).body),
    tryList: async (type: string, query: Query = {}) => send('get', `/data/${type}`).query(words(query)),
    count: async (type: string, query: Query = {}) =>
      (await well(send('get', `/data/${type}/count`).query(words(query)), 200)).body,
    one: async (type: string, id: string) => DataRow.parse((await well(send('get', `/data/${type}/${id}`), 200)).body.data),
    create: async (type: string, values: object) =>
      DataRow.parse((await well(send('post', `/data/${type}`).send({ values }), 201)).body.data),
    update: async (type: string, id: string, values: object) =>
      DataRow.parse((await well(send('put', `/data/${type}/${id}`).send({ values }), 200)).body.data),
    /** Status and error of a write that is refused. */
    refused: async (method: 'post' | 'put' | 'delete', path: string, values: object = {}) => {
      const { status, body } = await send(method, path).send({ values });
      return { status, ...body.error };
    },
  };
}
