/** `npm run doctor`: looks at every part of the running instance and lets two robot phones talk through it. Exit code 1 when something is ill. */
import { existsSync, readFileSync } from 'node:fs';
import { Secrets } from '@zuoxi/contracts/environment';
import { ownConfig } from './config';
import { readDemo } from './demo';
import { checks } from './doctor/index';
import { examine, failed } from './doctor/examine';
import { lines, verdict } from './doctor/report';
import { main } from './trouble';

function readSecrets(file: string): Secrets | null {
  try {
    return existsSync(file) ? (Secrets.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null) : null;
  } catch {
    return null; // unreadable or no JSON: the check "secrets" says so
  }
}

main(async () => {
  const { root, instance } = ownConfig();
  const { secrets, demoLogins } = instance.paths;
  const patient = { root, instance, secrets: readSecrets(secrets), demo: readDemo(demoLogins) };
  const all = await examine(checks, patient, (done) => lines(done).forEach((line) => console.log(line)));
  console.log(verdict(all));
  if (failed(all)) process.exitCode = 1;
});
