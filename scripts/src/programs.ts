/** Runs other programs and finds them. */
import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Trouble } from './trouble';

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin'];

const executable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run
  }
};

/** The full path of a program on PATH or in a system folder; null when there is none. */
export const find = (name: string): string | null => folders.map((f) => join(f, name)).find(executable) ?? null;

/** As `find`, but its absence is a Trouble that names the package. */
export function need(name: string, debianPackage: string): string {
  const path = find(name);
  if (!path) throw new Trouble(`${name} is missing: install the package ${debianPackage}, or use docker compose.`);
  return path;
}

/** PostgreSQL's own programs: the folder of the version that made the data, else of the newest one installed. */
export function postgresFolder(version: string | null): string {
  const base = '/usr/lib/postgresql';
  const installed = readdirSafe(base).filter((v) => executable(join(base, v, 'bin/initdb')));
  const wanted = version ?? installed.sort((a, b) => Number(b) - Number(a))[0];
  if (wanted && installed.includes(wanted)) return join(base, wanted, 'bin');
  const other = find('initdb');
  if (other && !version) return other.replace(/\/initdb$/, '');
  throw new Trouble(
    version
      ? `The database was made by PostgreSQL ${version}, which is not installed (there is: ${installed.join(', ') || 'none'}): install postgresql-${version}.`
      : 'PostgreSQL is missing: install the package postgresql, or use docker compose.',
  );
}

const readdirSafe = (dir: string): string[] => {
  try {
    return readdirSync(dir);
  } catch {
    return []; // no such folder: nothing installed there
  }
};

type OutputOptions = {
  /** given as standard input */
  input?: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** standard error too: some programs tell their version there */
  merge?: boolean;
  /** what stands before the program: another user, another umask */
  through?: (argv: readonly string[]) => readonly string[];
};

/** Standard output of a program. Rejects with its standard error. */
export function output(
  argv: readonly string[],
  { input, cwd, env, merge, through = (it) => it }: OutputOptions = {},
): Promise<string> {
  const [file, ...args] = through(argv);
  return new Promise((resolve, reject) => {
    const child = execFile(file ?? '', args, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      error
        ? reject(new Error(`${argv.slice(0, 8).join(' ')}: ${stderr.trim() || error.message}`))
        : resolve(merge ? stdout + stderr : stdout),
    );
    child.stdin?.on('error', () => undefined); // it ended without reading; its exit code tells
    child.stdin?.end(input ?? '');
  });
}
