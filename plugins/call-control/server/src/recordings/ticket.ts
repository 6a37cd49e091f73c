/** The right to hear one stretch of one recording: signed, for five minutes, as long as the login it was given to lasts. It names no file. */
import { createHash } from 'node:crypto';
import { CallId, SignedIn, type Time } from '@zuoxi/contracts';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const seconds = 300;
const Ticket = z.object({
  call: CallId,
  segment: z.number().int().nonnegative(),
  session: z.string(),
  agent: SignedIn.shape.agent.shape.id,
  tenant: SignedIn.shape.tenant.shape.id,
  /** who acts inside the enterprise, in words */
  operator: z.string().optional(),
});
export type Ticket = z.infer<typeof Ticket>;

const key = (secret: string): Uint8Array => createHash('sha256').update(`${secret}:recording`).digest();

export const giveTicket = (secret: string, ticket: Ticket, now: Time): Promise<string> =>
  new SignJWT({ ...ticket })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(now / 1000) + seconds)
    .sign(key(secret));

/** Null for a forged or expired one. */
export async function readTicket(secret: string, text: string, now: Time): Promise<Ticket | null> {
  try {
    const { payload } = await jwtVerify(text, key(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    });
    return Ticket.safeParse(payload).data ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
