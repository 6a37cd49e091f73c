/** The logins of a fresh instance, in a file that only its own user reads. `npm start` prints them. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DemoLogins } from '@zuoxi/contracts';

export function writeLogins(file: string, logins: DemoLogins): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, JSON.stringify(logins, null, 2) + '\n', { mode: 0o600 });
  renameSync(part, file);
}
