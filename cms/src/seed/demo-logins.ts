/** The logins of a fresh instance, in a file that only its own user reads. `npm start` prints them. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type DemoLogins = {
  /** what people type as tenant; empty in an instance without a demo */
  tenant: string;
  agents: { number: string; name: string; password: string }[];
  /** a number of the demo that reaches a queue */
  number?: string;
  /** an agent without a workbench: its SIP user, and the number that rings it directly */
  deskPhone?: { agent: string; password: string; number: string };
  admin: { email: string; password: string };
};

export function writeLogins(file: string, logins: DemoLogins): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, JSON.stringify(logins, null, 2) + '\n', { mode: 0o600 });
  renameSync(part, file);
}
