/** What a plugin of Zuoxi is made with. The whole contract, with examples: docs/plugins.md. */
export { definePlugin, type StrapiPlugin } from './define';
export { route } from './route';
export { job, projection } from './definition';
export { secret, text, number, yesNo, choice } from './settings';
export type { Kit, PluginDefinition, RowChange, Call, EventOf } from './definition';
export { Answer, OutsideError, Refused, type OutsideAnswer, type OutsideOptions } from '@zuoxi/record-plane';
