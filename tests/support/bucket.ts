/** A service that speaks S3, of a test's own, with one bucket. It checks the signatures of files. */
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import S3rver from '@20minutes/s3rver';
import { scratch } from './children';

export type TestBucket = {
  /** for ZUOXI_S3_URL */
  url: string;
  port: number;
  /** as a service that is away: connections are refused */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
};

/** the only account it knows */
export const bucketSecret = 'S3RVER';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export async function givenBucket(): Promise<TestBucket> {
  const folder = scratch('bucket');
  const port = await freePort();
  let server: S3rver | null = null;
  const comeBack = async (): Promise<void> => {
    server = new S3rver({
      ...{ address: '127.0.0.1', port, directory: folder.path, silent: true },
      configureBuckets: [{ name: 'recordings-of-the-house' }],
    });
    const its = server;
    await its.run();
    // it signs a bucket's own address without the slash at its end, which the client sends and signs
    its.httpServer.prependListener('request', ({ url = '' }: IncomingMessage) => {
      its.allowMismatchedSignatures = /^\/[^/]+\/(\?|$)/.test(url);
    });
  };
  const goAway = async (): Promise<void> => {
    server?.httpServer.closeAllConnections(); // those that a client keeps for later
    await server?.close();
    server = null;
  };
  await comeBack();
  return {
    url: `http://${bucketSecret}:${bucketSecret}@127.0.0.1:${port}/recordings-of-the-house/zuoxi`,
    port,
    goAway,
    comeBack,
    async stop() {
      await goAway();
      folder.remove();
    },
  };
}
