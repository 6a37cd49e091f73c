export type { Health } from './api/server';
