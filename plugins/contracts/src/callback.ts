/**
 * A customer's number that a browser may carry but not read (D25), and what the call will be about: the record plane seals them, the switch opens them and dials.
 * JWE compact (RFC 7516), `dir` with A256GCM; the key is derived from the live secret, so that a sealed number is never taken for a live token.
 * Not part of the main entry: only the two servers hold the secret.
 */
import { createHash } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { PhoneNumber, TenantId, type Time } from './ids';
import { Subject } from './subject';

/** What was sealed before there were subjects has none. */
const Sealed = z.object({ number: PhoneNumber, tenant: TenantId, subject: Subject.nullable().default(null) });
export type Sealed = z.infer<typeof Sealed>;
const key = (secret: string): Uint8Array => createHash('sha256').update(`${secret}:callback`).digest();

/** @param secret `secrets.live` @param until when the token stops working, ms */
export function sealNumber(secret: string, sealed: Sealed, until: Time): Promise<string> {
  return new EncryptJWT({ number: sealed.number, tenant: sealed.tenant, subject: sealed.subject })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(Math.floor(until / 1000))
    .encrypt(key(secret));
}

/** What was sealed, or null when the token is forged, expired at `now`, or sealed for another tenant. */
export async function openNumber(secret: string, token: string, tenant: TenantId, now: Time): Promise<Sealed | null> {
  try {
    const { payload } = await jwtDecrypt(token, key(secret), {
      currentDate: new Date(now),
      requiredClaims: ['exp'],
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const sealed = Sealed.safeParse(payload);
    return sealed.success && sealed.data.tenant === tenant ? sealed.data : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
