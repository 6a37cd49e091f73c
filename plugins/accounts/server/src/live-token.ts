import { liveTokenIssuer, type LiveClaims, type SignedIn } from '@zuoxi/contracts';
import { SignJWT } from 'jose';

const hours = 12;

/** The token that opens `/live` at the switch. Works while Strapi is down; ends with the login at the latest (`loginEnds`, seconds since 1970). */
export function liveToken(secret: string, who: SignedIn, now: number, loginEnds: number): Promise<string> {
  const claims: LiveClaims = {
    sub: who.agent.id,
    tenant: who.tenant.id,
    session: who.session,
    exp: Math.min(Math.floor(now / 1000) + hours * 3600, loginEnds),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(liveTokenIssuer)
    .sign(new TextEncoder().encode(secret));
}
