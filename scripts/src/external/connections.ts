/** How the commands reach database and queue. The record plane is given the same authorities by Node itself (`NODE_EXTRA_CA_CERTS`), which is read before any code runs. */
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import * as contracts from '@zuoxi/contracts/environment';
import { codeOf, Trouble } from '../trouble';

type Place = { instance: contracts.Instance; secrets: contracts.Secrets };

/** Undefined: the public authorities. Throws a Trouble where the file cannot be read. */
export function trusted({ external: { ca } }: contracts.Instance): string[] | undefined {
  if (ca === null) return undefined;
  try {
    return [...rootCertificates, readFileSync(ca, 'utf8')];
  } catch (error) {
    throw new Trouble(
      `ZUOXI_CA_FILE: ${ca} cannot be read (${codeOf(error)}): give a file of certificates that everybody may read.`,
    );
  }
}

export const databaseOf = ({ instance, secrets }: Place): contracts.DatabaseConnection =>
  contracts.databaseOf(instance, secrets, trusted(instance));

export const redisOf = ({ instance, secrets }: Place): contracts.RedisConnection =>
  contracts.redisOf(instance, secrets, trusted(instance));
