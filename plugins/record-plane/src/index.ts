/** The ground floor of the record plane: what every plugin of it stands on. It imports the contracts alone and knows no plugin. */
export { runAs, whoActs, type Acting } from './context';
export { accountOf, callerNow, callerOf, letIn, may, needs, type Caller } from './caller';
export { Refused, refuse } from './refused';
export { Answer, answering, answeringCaller, answeringStrangers } from './answering';
export { DocumentId, idIn, parsed, wordsOf } from './parsed';
export * from './sql';
export * from './services';
export * from './rights';
export { isDeeper, refusalOf } from './readable';
export { seal, sealKey, unseal } from './seal';
export { askOutside, isInner, OutsideError, type OutsideAnswer, type OutsideOptions } from './outside';
