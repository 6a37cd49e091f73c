export { createRpcClient, type RpcClient, type RpcOptions } from './client';
export { RpcError, type RpcFault } from './error';
export { methods, type MethodName, type Methods, type Params, type Result } from './methods';
export type { Contact, Domains, Registered } from './contacts';
