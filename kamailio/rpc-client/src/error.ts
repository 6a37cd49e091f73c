/** The one error of this package. */
export type RpcFault =
  | { kind: 'unreachable' } // no connection, no answer in time, or no JSON-RPC behind that port
  | { kind: 'refused'; code: number } // Kamailio said no: 404 no such key, 500 failed or no such method, 403 forbidden by the configuration
  | { kind: 'shape' }; // an answer that this version of the dictionary does not know

export class RpcError extends Error {
  override readonly name = 'RpcError';
  constructor(
    readonly method: string,
    readonly fault: RpcFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${method}: ${message}`, options);
  }
}
