/** For `npm run types`. */
export { readStoredTypes } from './load';
export { StoredType } from './stored-type';
