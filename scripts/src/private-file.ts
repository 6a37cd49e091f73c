/** What lies in a data directory is its owner's alone. Each write says so itself: whoever only asks (the doctor, status) keeps the umask of the person. */
import { mkdirSync, writeFileSync } from 'node:fs';

/** 0600 where it comes new. */
export const writePrivate = (path: string, content: string | Buffer): void => writeFileSync(path, content, { mode: 0o600 });

/** 0700, and so are the folders above it that come new. */
export const makePrivate = (path: string): void => void mkdirSync(path, { recursive: true, mode: 0o700 });

/** A command whose own files are its user's alone. The process is replaced, so that signals reach it. */
export const privately = (argv: readonly string[]): string[] => ['sh', '-c', 'umask 077; exec "$@"', 'sh', ...argv];
