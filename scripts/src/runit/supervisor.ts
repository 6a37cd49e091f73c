/** Talks to runit's `runsv` of one service through its folder (runsv(8), "CONTROL"), and to `runsvdir` by its process id. */
import { spawn } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../private-file';
import { quote } from './service-folder';

export type ServiceState = { kind: 'unsupervised' } | { kind: 'down' } | { kind: 'up'; pid: number; since: number };

const withFifo = (path: string, text: string): boolean => {
  let fd: number;
  try {
    fd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return false; // no such pipe, or nobody reads it: no runsv here
  }
  try {
    if (text) writeSync(fd, text);
  } finally {
    closeSync(fd);
  }
  return true;
};

/** `u` up, `d` down, `k` kill, `x` exit: runsv(8). False when no runsv watches the folder. */
export const control = (folder: string, letter: 'u' | 'd' | 'k' | 'x'): boolean =>
  withFifo(join(folder, 'supervise/control'), letter);

export const supervised = (folder: string): boolean => withFifo(join(folder, 'supervise/ok'), '');

/** The 20 bytes of supervise/status: TAI64N of the last change, then the process id (runit, sv.c). */
export function serviceState(folder: string): ServiceState {
  if (!supervised(folder)) return { kind: 'unsupervised' };
  const bytes = readFileSync(join(folder, 'supervise/status'));
  if (bytes.length < 20) return { kind: 'down' };
  const pid = bytes.readUInt32LE(12);
  const since = Number(bytes.readBigUInt64BE(0) - 4611686018427387914n) * 1000 + Math.floor(bytes.readUInt32BE(8) / 1e6);
  return pid && bytes[19] === 1 ? { kind: 'up', pid, since } : { kind: 'down' };
}

/** Starts a service and lets a restarted runsv start it again. */
export function up(folder: string): void {
  rmSync(join(folder, 'down'), { force: true });
  control(folder, 'u');
}

const commandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // gone
  }
};

/** The process id of the instance's own runsvdir; null when it does not run. A stale pid file names nobody. */
export function supervisorOf(services: string, pidFile: string): number | null {
  if (!existsSync(pidFile)) return null;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const line = commandLine(pid);
  return line.includes('runsvdir') && line.includes(services) ? pid : null;
}

/** Starts runsvdir in a session of its own. The descriptor limit is raised first: every leg of a call is a socket somewhere. */
export function launch(services: string, pidFile: string, logFile: string, drop: readonly string[]): number {
  const log = openSync(logFile, 'a', 0o600);
  const line = `ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"; umask 077; exec ${[...drop, 'runsvdir', '-P', services].map(quote).join(' ')}`;
  const child = spawn('sh', ['-c', line], { detached: true, cwd: '/', stdio: ['ignore', log, log] });
  child.unref();
  closeSync(log);
  writePrivate(pidFile, `${child.pid}\n`);
  return child.pid ?? 0;
}

/** Names of the services that have a folder here. */
export const serviceFolders = (services: string): string[] =>
  existsSync(services) ? readdirSync(services).filter((name) => existsSync(join(services, name, 'run'))) : [];
