// Calm output: one line a step; what the step's program says goes to the log.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a person can read and mend; printed without a stack. */
export class Stop extends Error {}

export const logFile = (root) => join(root, '.data/logs/setup.log');

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/** Known words in a failing program's output → what to tell the person. Bundlers say "Could not resolve" of files, apt and curl of hosts. */
const cures = [
  [
    /Cannot find (?:module|package) ['"]([^'"]+)|Could not resolve "([^"]+)"|Could not resolve '([^']+)' (?:from|in) /,
    ([, found, bundled, rolled]) =>
      `${found ?? bundled ?? rolled} was not found. A package: npm ci installs it. A file: the checkout is not whole.`,
  ],
  [/Could not get lock|Unable to acquire the dpkg/, 'another program is using apt: wait until it is done, then try again.'],
  [/No space left|enough free space|ENOSPC/, 'the disk is full: free at least 3 GB, then try again.'],
  [
    /Temporary failure resolving|Could not resolve|\bENOTFOUND|EAI_AGAIN|Network is unreachable|ENETUNREACH|ETIMEDOUT|ECONNREFUSED/,
    'no network: check the connection or the proxy settings, then try again.',
  ],
  [
    /a password is required|not in the sudoers|no tty present/,
    'sudo was refused: run it as root once, or install the packages by hand.',
  ],
  [/EACCES|Permission denied/, 'a right is missing: the checkout must belong to the user who runs npm.'],
  [/JavaScript heap out of memory|Killed/, 'not enough memory: the build needs about 3 GB.'],
  [
    /Unable to locate package/,
    'apt does not know a package: Debian 12 or Ubuntu 22.04 and later have them all (Ubuntu: "universe" must be enabled).',
  ],
];
export function cureFor(text) {
  for (const [words, cure] of cures) {
    const found = words.exec(text);
    if (found) return typeof cure === 'string' ? cure : cure(found);
  }
  return null;
}

/**
 * Runs a program as one step. Its output goes to the log; on a terminal the line counts seconds, elsewhere it is said again every 20 s.
 * Throws a Stop that says what went wrong and where the log is.
 */
export async function step(root, title, argv, { env = {}, cwd = root } = {}) {
  const log = logFile(root);
  mkdirSync(join(root, '.data/logs'), { recursive: true, mode: 0o700 });
  const out = createWriteStream(log, { flags: 'a' });
  out.on('error', () => undefined); // a log that cannot be written (full disk) must not hide the step's own failure
  out.write(`\n--- ${new Date().toISOString()} ${title}: ${argv.join(' ')}\n`);
  const begun = Date.now();
  const live = process.stdout.isTTY;
  process.stdout.write(live ? title : `${title} …\n`);
  const ticking = setInterval(
    () => process.stdout.write(live ? `\r${title} … ${seconds(begun)}` : `${title} … ${seconds(begun)}\n`),
    live ? 1000 : 20_000,
  );
  let last = '';
  const code = await new Promise((resolve) => {
    const child = spawn(argv[0], argv.slice(1), { cwd, env: { ...process.env, ...env }, stdio: ['inherit', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => {
        out.write(bytes);
        last = (last + bytes).slice(-8000);
      });
    child.on('error', (error) => {
      last += String(error);
      resolve(-1);
    });
    child.on('close', resolve);
  });
  clearInterval(ticking);
  out.end();
  process.stdout.write(live ? `\r${title}: ${code === 0 ? `done in ${seconds(begun)}` : 'failed'}      \n` : '');
  if (code !== 0)
    throw new Stop(
      `${title} failed: ${cureFor(last) ?? `its last words:\n${last.trim().split('\n').slice(-12).join('\n')}`}\nThe whole log: ${log}`,
    );
}
