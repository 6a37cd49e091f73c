export * from './model';
export * from './input';
export * from './step';
export * from './world';
export * from './view';
export { invariants } from './invariants';
export { emptyDirectory } from './directory-index';
export { planOf } from './hears';
export { livingLegs } from './leg';
