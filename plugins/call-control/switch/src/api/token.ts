/** The live token, checked by the switch alone: signature, issuer, time and shape. */
import { jwtVerify } from 'jose';
import { LiveClaims, liveTokenIssuer } from '@zuoxi/contracts';

/** The claims, or null for a token that is forged, expired or of another shape. */
export async function readLiveToken(secret: string, token: string, now: Date): Promise<LiveClaims | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: liveTokenIssuer,
      currentDate: now,
    });
    const claims = LiveClaims.safeParse(payload);
    return claims.success ? claims.data : null;
  } catch {
    return null; // whatever is wrong with it, the answer to the sender is the same
  }
}
