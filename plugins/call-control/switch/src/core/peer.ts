export type { Peer, Effect, AdapterInput } from '../ports';
