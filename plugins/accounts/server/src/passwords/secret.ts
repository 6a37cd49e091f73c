/**
 * What bcrypt gets of a password. It reads 72 bytes: 24 Chinese characters. A longer one goes in as its SHA-384, 64 bytes in base64, so that every character
 * counts; shorter ones go in as they are, so that hashes of before stay good.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';

const read = 72;
const isLong = (password: string): boolean => Buffer.byteLength(password) > read;

export const secretOf = (password: string): string =>
  isLong(password) ? createHash('sha384').update(password).digest('base64') : password;

/** A hash of nobody's password, as costly to compare as Strapi's own (bcrypt, 10 rounds). */
const nobodys = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

/** Compares with nobody's where there is no hash. */
export async function isPassword(strapi: Core.Strapi, password: string, hash: string | null): Promise<boolean> {
  const compare = (secret: string): Promise<boolean> =>
    strapi
      .plugin('users-permissions')
      .service('user')
      .validatePassword(secret, hash ?? nobodys);
  if (await compare(secretOf(password))) return true;
  return isLong(password) && (await compare(password)); // set by a version that let bcrypt cut it
}

export async function hashOf(strapi: Core.Strapi, password: string): Promise<string> {
  const users = strapi.plugin('users-permissions').service('user');
  const { password: hash }: { password: string } = await users.ensureHashedPasswords({ password: secretOf(password) });
  return hash;
}
