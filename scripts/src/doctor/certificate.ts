import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { ill, well, type Check, type Finding } from './check';

const dayMs = 86_400_000;
const soonDays = 14;

/** What is wrong with a certificate for `host` at `now`; null when nothing is. */
export function certificateTrouble(
  certificate: X509Certificate,
  host: string,
  now: number,
): { found: string; cure: string } | null {
  const cure =
    'Put a new cert.pem and key.pem into the tls folder of the data directory (or delete both: npm start makes new ones), then npm stop && npm start.';
  const from = Date.parse(certificate.validFrom);
  const days = Math.floor((Date.parse(certificate.validTo) - now) / dayMs);
  if (now < from)
    return {
      found: `valid only from ${certificate.validFrom}`,
      cure: 'Set the clock of this machine (timedatectl set-ntp true).',
    };
  if (days < 0) return { found: `expired ${-days} days ago`, cure };
  if (days < soonDays) return { found: `expires in ${days} days`, cure };
  if (!(isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)))
    return { found: `does not name ${host} (it names ${certificate.subjectAltName ?? 'nothing'})`, cure };
  return null;
}

export const certificate: Check = {
  name: 'certificate',
  zh: '证书',
  async examine({ instance }) {
    const file = join(instance.paths.tls, 'cert.pem');
    let own: X509Certificate;
    try {
      own = new X509Certificate(readFileSync(file));
    } catch (error) {
      return [
        ill(
          `${file}: ${error instanceof Error ? error.message : String(error)}`,
          'npm stop && npm start makes one when both files are gone.',
        ),
      ];
    }
    const trouble = certificateTrouble(own, instance.host, Date.now());
    if (trouble) return [ill(trouble.found, trouble.cure)];
    const served = await servedFingerprint(instance.host, instance.webs);
    return [servedFinding(own, served, `${instance.host}:${instance.webs}`)];
  },
};

const servedFinding = (own: X509Certificate, served: string | null, where: string): Finding => {
  if (served === null) return ill(`no TLS on ${where}`, 'See the line of nginx.');
  if (served !== own.fingerprint256)
    return ill(`${where} serves another certificate than the file`, 'npm stop && npm start: nginx reads it at start.');
  return well(`until ${new Date(own.validTo).toISOString().slice(0, 10)}, ${own.subjectAltName ?? ''}`);
};

const servedFingerprint = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    // only looked at: a certificate of our own making is trusted by nobody yet
    const socket = connect({ host, port, rejectUnauthorized: false, timeout: 3000 }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? null);
      socket.destroy();
    });
    const none = (): void => {
      socket.destroy();
      resolve(null);
    };
    socket.on('error', none);
    socket.on('timeout', none);
  });
