declare module '@20minutes/s3rver' {
  /** A service that speaks S3 on files below a folder (its README). */
  export default class S3rver {
    constructor(options: {
      address: string;
      port: number;
      directory: string;
      silent: boolean;
      configureBuckets: readonly { name: string }[];
    });
    allowMismatchedSignatures: boolean;
    httpServer: import('node:http').Server;
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
