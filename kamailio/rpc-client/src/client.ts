import { Agent, request } from 'node:http';
import { z } from 'zod';
import { RpcError } from './error';
import { methods, type MethodName, type Params, type Result } from './methods';

export type RpcClient = {
  /** Calls one method. Rejects with an RpcError. */
  call<M extends MethodName>(method: M, ...params: Params<M>): Promise<Result<M>>;
  /** Closes idle connections; calls under way end as unreachable. */
  close(): void;
};

export type RpcOptions = {
  host: string;
  port: number;
  /** default `/RPC` */
  path?: string;
  /** milliseconds until a call is given up; default 2000 */
  patience?: number;
  /** parallel connections; default 4 */
  connections?: number;
};

const Answer = z.union([
  z.object({ error: z.object({ code: z.number(), message: z.string() }) }),
  z.object({ result: z.unknown() }),
]);

/** A client for `jsonrpcs` over `xhttp`. Connections are kept open and made anew when lost. */
export function createRpcClient({ host, port, path = '/RPC', patience = 2000, connections = 4 }: RpcOptions): RpcClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
      const sent = request(
        { host, port, path, method: 'POST', agent, headers, signal: AbortSignal.timeout(patience) },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    async call<M extends MethodName>(method: M, ...params: Params<M>): Promise<Result<M>> {
      const text = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })).catch((cause: Error) => {
        throw new RpcError(method, { kind: 'unreachable' }, cause.message, { cause });
      });
      const answer = Answer.safeParse(json(text));
      if (!answer.success)
        throw new RpcError(method, { kind: 'unreachable' }, `no JSON-RPC behind ${host}:${port}: ${text.slice(0, 80)}`);
      if ('error' in answer.data) {
        const { code, message } = answer.data.error;
        throw new RpcError(method, { kind: 'refused', code }, message);
      }
      const result = methods[method].result.safeParse(answer.data.result);
      if (!result.success) throw new RpcError(method, { kind: 'shape' }, z.prettifyError(result.error));
      return result.data as Result<M>;
    },
    close: () => agent.destroy(),
  };
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: not JSON-RPC either
  }
};
