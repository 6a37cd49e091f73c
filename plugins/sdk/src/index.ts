/** What a plugin of Zuoxi is made with. The whole contract, with examples: docs/plugins.md. */
export { definePlugin, type StrapiPlugin } from './define';
export { route } from './route';
export { job, projection } from './definition';
export { longJob, type Work } from './long-job';
export { secret, text, number, yesNo, choice } from './settings';
export type { DemoPeople, PluginDefinition, RowChange, EventOf } from './definition';
export type { Kit, Call, Database, CallersRows } from './kit';
export { accountOf, idIn, jsonColumn, may, raw, sql, timeColumn, type Caller, type Person, type Sql } from '@zuoxi/record-plane';
export { Answer, OutsideError, Refused, type OutsideAnswer, type OutsideOptions } from '@zuoxi/record-plane';
