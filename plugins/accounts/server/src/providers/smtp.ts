/** E-mail by SMTP (RFC 5321, 8314). */
import { lookup } from 'node:dns/promises';
import { createTransport } from 'nodemailer';
import type { EmailProvider } from '@zuoxi/contracts';
import { isInner } from '@zuoxi/record-plane';

export type Smtp = Extract<EmailProvider, { kind: 'smtp' }>;
export type Letter = { to: string; subject: string; text: string };

/** The address that was looked at is the one that is used: a name must not mean two things. */
async function addressOf(host: string, inside: boolean): Promise<string> {
  const { address } = await lookup(host);
  if (!inside && isInner(address)) throw new Error(`${host} is ${address}, an inner address (ZUOXI_PRIVATE_HOSTS)`);
  return address;
}

/** Rejects with what the server said. @param inside may the server be on this machine or its network? */
export async function sendBySmtp(smtp: Smtp, secret: string | null, letter: Letter, inside: boolean): Promise<void> {
  const transport = createTransport({
    host: await addressOf(smtp.host, inside),
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    tls: { servername: smtp.host },
    ...(smtp.user && { auth: { user: smtp.user, pass: secret ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from: smtp.from, ...letter });
  } finally {
    transport.close();
  }
}
