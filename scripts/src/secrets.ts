import { chownSync, existsSync, readFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { Secrets } from '@zuoxi/contracts/environment';
import { writePrivate } from './private-file';
import { Trouble } from './trouble';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits only: they go into URLs, SQL and configuration files unquoted. */
export const secret = (length = 48): string => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** The secrets of an instance, made at first start (0600, the services' user). A secret that a newer version needs is added. */
export function ownSecrets(file: string, owner: { uid: number; gid: number }): Secrets {
  let had: Record<string, unknown> = {};
  try {
    if (existsSync(file)) had = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    throw new Trouble(`${file} is no JSON: restore it from your backup. Without it the database and all logins are closed.`);
  }
  const missing = Object.keys(Secrets.shape).filter((name) => !(name in had));
  const all = Secrets.parse({ ...had, ...Object.fromEntries(missing.map((name) => [name, secret()])) });
  if (missing.length) {
    writePrivate(file, JSON.stringify(all, null, 2) + '\n');
    if (process.getuid?.() === 0) chownSync(file, owner.uid, owner.gid);
  }
  return all;
}
