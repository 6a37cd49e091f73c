/** For `npm run types`. */
export { readStoredTypes } from './load';
export { patternsOf, StoredType } from './stored-type';
