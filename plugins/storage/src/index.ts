import type { BucketConnection } from '@zuoxi/contracts/environment';
import { Bucket } from './bucket';
import { Folder } from './folder';
import { TieredStorage } from './tiered';

export { Bucket } from './bucket';
export { Folder } from './folder';
export { Mover, type MoverOptions } from './mover';
export { BadKey, type Range, type Storage, type StoredFile } from './storage';
export { TieredStorage } from './tiered';

/** What `cms/config/plugins.ts` gives a plugin: a folder, and a bucket or null. `below`: what its keys share in the bucket. */
export const storageOf = (folder: string, bucket: BucketConnection | null, below: string): TieredStorage =>
  new TieredStorage(new Folder(folder), bucket && new Bucket(bucket, below));
