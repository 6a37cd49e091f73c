/** CPU time of another process (Linux). */
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100; // USER_HZ of every Linux we run on

/** Seconds of CPU, user and system, since the process began. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
};
