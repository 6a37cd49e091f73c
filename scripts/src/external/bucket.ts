import type { Instance } from '@zuoxi/contracts/environment';
import { Bucket } from '@zuoxi/storage';
import { trusted } from './connections';
import type { Trouble } from './database';

type Bucketful = NonNullable<Instance['external']['bucket']>;

export const nameOf = ({ bucket, prefix, endpoint }: Bucketful): string => `bucket ${bucket}/${prefix} of ${endpoint}`;

/** Works with the bucket of an instance that has one. */
async function withBucket<T>(instance: Instance, to: Bucketful, work: (bucket: Bucket) => Promise<T>): Promise<T> {
  const bucket = new Bucket(to, '', trusted(instance));
  try {
    return await work(bucket);
  } finally {
    bucket.close();
  }
}

/** Writes, reads and removes a small file. What is wrong with it; null: nothing. */
export async function bucketTrouble(instance: Instance, to: Bucketful): Promise<Trouble | null> {
  try {
    await withBucket(instance, to, (bucket) => bucket.tryOut());
    return null;
  } catch (error) {
    const [name, why] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
    const cures: readonly (readonly [RegExp, string])[] = [
      [
        /SignatureDoesNotMatch|InvalidAccessKeyId/,
        'Key and secret in ZUOXI_S3_URL must be those of the service, and `region=` its region.',
      ],
      [/NoSuchBucket/, 'Make the bucket; Zuoxi makes none.'],
      [/AccessDenied|Forbidden/, 'The key must be allowed to put, get, delete and list objects in the bucket.'],
      [
        /SecondLevelDomainForbidden|PermanentRedirect/,
        'The service wants the bucket before the host: add `style=host` to ZUOXI_S3_URL.',
      ],
      [/certificate|self.signed/i, 'ZUOXI_CA_FILE names the certificate of the authority that signed the server’s.'],
    ];
    const cure =
      cures.find(([words]) => words.test(`${name} ${why}`))?.[1] ??
      'Look whether the service answers this machine; ZUOXI_S3_URL says where.';
    return { found: `cannot use ${nameOf(to)}: ${why || name}`, cure };
  }
}

/** What lies in it: files and bytes. Rejects where it cannot be asked. */
export const measureBucket = (instance: Instance, to: Bucketful): Promise<{ files: number; bytes: number }> =>
  withBucket(instance, to, async (bucket) => {
    const sum = { files: 0, bytes: 0 };
    for await (const { size } of bucket.list()) {
      sum.files += 1;
      sum.bytes += size;
    }
    return sum;
  });
