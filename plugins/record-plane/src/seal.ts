/** Secrets at rest: AES-256-GCM with a fresh nonce; a dump of the database alone reveals none. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A key of its own for each purpose. @param secret the instance's (`encryption` of its secrets) */
export const sealKey = (secret: string, purpose: string): Uint8Array =>
  createHash('sha256').update(`${secret}:${purpose}`).digest();

/** @param context what the secret belongs to: moved to another row it does not open */
export function seal(key: Uint8Array, context: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Throws when it was sealed with another key, for another context, or changed since. */
export function unseal(key: Uint8Array, context: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
}
