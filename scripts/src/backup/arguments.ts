/** What a person may write behind `npm run backup --` and `npm run restore --`. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Trouble } from '../trouble';

export type BackupArguments = { file: string; passphrase: string | null };

const usage = (command: string): string => `npm run ${command} -- <file> [--passphrase-file <file>]`;
const leastLetters = 12;

/** Relative paths count from where the command runs. Throws a Trouble that shows how it is written. */
export function readBackupArguments(command: 'backup' | 'restore', argv: readonly string[]): BackupArguments {
  const { values, positionals } = parse(command, argv);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Trouble(usage(command));
  const secret = values['passphrase-file'];
  return { file: resolve(file), passphrase: secret === undefined ? null : passphraseOf(resolve(secret)) };
}

function parse(command: string, argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: { 'passphrase-file': { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : String(error)}\n${usage(command)}`);
  }
}

/** The first line, so that an editor's last newline is not part of it. */
function passphraseOf(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    if ((statSync(file).mode & 0o077) !== 0) throw new Trouble(`${file} can be read by other users: chmod 600 ${file}`);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(`${file} cannot be read: give the file whose first line is the passphrase.`);
  }
  const passphrase = text.split(/\r?\n/)[0] ?? '';
  if (passphrase.length < leastLetters)
    throw new Trouble(`The passphrase in ${file} is too short: at least ${leastLetters} letters on its first line.`);
  return passphrase;
}
