/** sipp 3.6 (Debian sip-tester): a foreign SIP stack that follows a scenario to the letter. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Address } from '@zuoxi/sip';
import { scratch, startChild } from './children';

export type SippOptions = {
  /** XML of the scenario */
  scenario: string;
  /** where its requests go; without it the scenario waits for a call */
  to?: Address;
  /** `[service]` of the scenario: the user part of the request URI */
  user?: string;
  local: Address;
  calls?: number;
  /** calls started per second */
  rate?: number;
  transport?: 'udp' | 'tcp';
  /** `[name]` in the scenario */
  keys?: Readonly<Record<string, string>>;
  seconds?: number;
};

export type SippResult = {
  ok: boolean;
  successful: number;
  failed: number;
  /** unexpected messages and what sipp thought of them */
  errors: string;
  /** every message sent and received */
  messages: string;
};

export type RunningSipp = { result: Promise<SippResult>; stop(): Promise<void> };

const transports = { udp: 'u1', tcp: 't1' } as const;

/** Runs a scenario; `stop` ends it early. The result counts the calls and carries what went wrong. */
export async function sippScenario(options: SippOptions): Promise<RunningSipp> {
  const dir = scratch('sipp');
  writeFileSync(join(dir.path, 's.xml'), options.scenario);
  const keys = Object.entries(options.keys ?? {}).flatMap(([name, value]) => ['-key', name, value]);
  const argv = [
    'sipp',
    ...(options.to ? [`${options.to.host}:${options.to.port}`] : []),
    ...['-sf', 's.xml', '-nostdin', '-trace_err', '-trace_msg', '-trace_stat', '-fd', '1', '-timeout_error'],
    ...['-i', options.local.host, '-p', String(options.local.port), '-t', transports[options.transport ?? 'udp']],
    ...['-m', String(options.calls ?? 1), '-r', String(options.rate ?? 1), '-timeout', `${options.seconds ?? 30}s`],
    ...(options.user ? ['-s', options.user] : []),
    ...keys,
  ];
  const child = await startChild(argv, { cwd: dir.path, env: { ...process.env, TERM: 'dumb' } });
  const result = child.exited.then((code) => {
    const read = (part: string): string =>
      readdirSync(dir.path)
        .filter((f) => f.includes(part))
        .map((f) => readFileSync(join(dir.path, f), 'utf8'))
        .join('\n');
    const counts = lastCounts(read('.csv'));
    const told = { ...counts, errors: read('_errors') || (code === 0 ? '' : child.output()), messages: read('_messages') };
    dir.remove();
    return { ok: code === 0, ...told };
  });
  return { result, stop: () => child.stop() };
}

/** The cumulative counters of the last line of sipp's statistics (sipp reference, "Statistics"). */
function lastCounts(csv: string): { successful: number; failed: number } {
  const rows = csv
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  const [head, last] = [rows[0] ?? [], rows.at(-1) ?? []];
  const count = (name: string): number => Number(last[head.indexOf(name)] ?? 0) || 0;
  return { successful: count('SuccessfulCall(C)'), failed: count('FailedCall(C)') };
}
