import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, output, postgresFolder } from '../programs';
import { advice, ill, well, type Check, type Finding } from './check';

/** Programs an instance runs on. `least` is the oldest version known to work (Debian 12's unless said otherwise). */
type Program = { name: string; package: string; argv(): readonly string[]; version: RegExp; least: readonly number[] };

const onPath =
  (name: string, ...args: string[]) =>
  (): readonly string[] => [find(name) ?? name, ...args];

const programs: readonly Program[] = [
  { name: 'kamailio', package: 'kamailio', argv: onPath('kamailio', '-v'), version: /kamailio (\d+)\.(\d+)/, least: [5, 6] },
  {
    name: 'rtpengine',
    package: 'rtpengine-daemon',
    argv: onPath('rtpengine', '--version'),
    version: /Version: (\d+)\.(\d+)/,
    least: [10, 5],
  },
  {
    name: 'postgres',
    package: 'postgresql',
    argv: () => [`${postgresFolder(null)}/postgres`, '--version'],
    version: /(\d+)\.(\d+)/,
    least: [13, 0],
  },
  { name: 'redis', package: 'redis-server', argv: onPath('redis-server', '--version'), version: /v=(\d+)\.(\d+)/, least: [6, 0] },
  { name: 'nginx', package: 'nginx-light', argv: onPath('nginx', '-v'), version: /nginx\/(\d+)\.(\d+)/, least: [1, 18] },
  { name: 'ffmpeg', package: 'ffmpeg', argv: onPath('ffmpeg', '-version'), version: /version n?(\d+)\.(\d+)/, least: [4, 0] },
  {
    name: 'runsvdir',
    package: 'runit',
    argv: onPath('sh', '-c', 'command -v runsvdir && echo 0.0'),
    version: /(\d)\.(\d)/,
    least: [0, 0],
  },
];

/** Is version `a` at least `b`? Compared part by part. */
export const atLeast = (a: readonly number[], b: readonly number[]): boolean => {
  const i = b.findIndex((part, at) => part !== (a[at] ?? 0));
  return i < 0 || (a[i] ?? 0) > (b[i] ?? 0);
};

async function examine(program: Program): Promise<Finding> {
  const missing = ill(
    `${program.name} is missing`,
    `Install the package ${program.package} (npm start does it with apt), or use docker compose.`,
  );
  const text = await Promise.resolve()
    .then(() => output(['sh', '-c', 'exec "$0" "$@" 2>&1', ...program.argv()]))
    .catch(() => null);
  if (text === null) return missing;
  const [, major, minor] = program.version.exec(text) ?? [];
  const version = [Number(major ?? 0), Number(minor ?? 0)];
  if (!atLeast(version, program.least))
    return ill(
      `${program.name} ${version.join('.')} is older than ${program.least.join('.')}`,
      `Upgrade the package ${program.package}, or use docker compose.`,
    );
  return well(version.some(Boolean) ? `${program.name} ${version.join('.')}` : program.name);
}

/** Node's old lines run Zuoxi as well, but get no more security fixes. */
export const oldNode = (version: string, recommended: string): readonly Finding[] =>
  atLeast(version.split('.').map(Number), [Number(recommended)])
    ? []
    : [
        advice(
          `Node ${version} works, ${recommended} is recommended`,
          `Install Node ${recommended}, then npm stop && npm start.`,
        ),
      ];

export const versions: Check = {
  name: 'programs',
  zh: '程序版本',
  async examine({ root }) {
    const found = await Promise.all(programs.map(examine));
    const bad = found.filter((f) => f.kind === 'ill');
    const good = found.flatMap((f) => (f.kind === 'well' ? [f.found] : []));
    const own = oldNode(process.versions.node, readFileSync(join(root, '.nvmrc'), 'utf8').trim());
    return [...(bad.length ? bad : [well([`node ${process.versions.node}`, ...good].join(', '))]), ...own];
  },
};
