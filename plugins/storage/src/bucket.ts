/** Files in a bucket of a service that speaks S3. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { BucketConnection } from '@zuoxi/contracts/environment';
import { z } from 'zod';
import { checked, type Storage, type StoredFile } from './storage';

const patience = { connectionTimeout: 5000, requestTimeout: 60_000 };

const nothing = (): void => undefined;
const quiet = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

const Failure = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) });
const isAbsent = (error: unknown): boolean => Failure.safeParse(error).data?.$metadata.httpStatusCode === 404;

type Sdk = typeof import('@aws-sdk/client-s3');
/** The SDK is big: who has no bucket does not load it. */
const load = createRequire(__filename);

export class Bucket implements Storage {
  private opened: { sdk: Sdk; client: S3Client } | null = null;

  /** @param below what the keys of this storage share, such as `recordings/`; @param ca certificates to trust instead of those that Node trusts */
  constructor(
    private readonly to: BucketConnection,
    private readonly below = '',
    private readonly ca?: string[],
  ) {}

  async find(key: string): Promise<StoredFile | null> {
    const at = this.at(key);
    const { sdk, client } = this.open();
    try {
      const { ContentLength: size = 0 } = await client.send(new sdk.HeadObjectCommand(at));
      return {
        size,
        read: async (range) => {
          const Range = range && `bytes=${range.from}-${range.to}`;
          const { Body } = await client.send(new sdk.GetObjectCommand({ ...at, Range }));
          if (!(Body instanceof Readable)) throw new Error('the bucket gave no content');
          return Body;
        },
      };
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  /** Rejects unless the bucket says afterwards that all bytes are there. */
  async put(key: string, path: string): Promise<void> {
    const at = this.at(key);
    const { size } = await stat(path);
    const { sdk, client } = this.open();
    const content = createReadStream(path);
    try {
      await client.send(new sdk.PutObjectCommand({ ...at, Body: content, ContentLength: size }));
    } finally {
      content.destroy();
    }
    const there = await this.find(key);
    if (there?.size !== size) throw new Error(`${key} has ${there?.size ?? 'no'} bytes in the bucket instead of ${size}`);
  }

  async remove(key: string): Promise<void> {
    const at = this.at(key);
    const { sdk, client } = this.open();
    await client.send(new sdk.DeleteObjectCommand(at));
  }

  async *list(): AsyncGenerator<{ key: string; size: number }> {
    const prefix = this.to.prefix + this.below;
    const { sdk, client } = this.open();
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const page = await client.send(
        new sdk.ListObjectsV2Command({ Bucket: this.to.bucket, Prefix: prefix, ContinuationToken: token }),
      );
      for (const { Key = '', Size = 0 } of page.Contents ?? []) yield { key: Key.slice(prefix.length), size: Size };
      token = page.NextContinuationToken;
    }
  }

  /** Writes, reads and removes a small file. Rejects with what the service says. */
  async tryOut(): Promise<void> {
    const at = this.at(`doctor-${randomUUID()}`);
    const words = 'zuoxi';
    const { sdk, client } = this.open();
    await client.send(new sdk.PutObjectCommand({ ...at, Body: words }));
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand(at));
      if ((await Body?.transformToString()) !== words) throw new Error('what was written is not what was read');
    } finally {
      await client.send(new sdk.DeleteObjectCommand(at));
    }
  }

  close(): void {
    this.opened?.client.destroy();
  }

  private open(): { sdk: Sdk; client: S3Client } {
    const sdk = load('@aws-sdk/client-s3') as Sdk;
    this.opened ??= { sdk, client: this.clientOf(sdk) };
    return this.opened;
  }

  private clientOf({ S3Client }: Sdk): S3Client {
    const { endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey, pathStyle } = this.to;
    return new S3Client({
      ...{ endpoint, region, forcePathStyle: pathStyle, credentials: { accessKeyId, secretAccessKey } },
      // OSS, COS, OBS and R2 know no CRC32 (apache/doris#58467, rqlite#2701)
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 2,
      logger: quiet, // whoever asked is told, and says it once
      requestHandler: { ...patience, ...(this.ca && { httpsAgent: new Agent({ keepAlive: true, ca: this.ca }) }) },
    });
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.to.bucket, Key: this.to.prefix + this.below + checked(key) };
  }
}
