/** `npm run audit -- --update`: asks the registry what it knows of the lock file and adds it to the list. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Trouble } from '../trouble';
import { Advisory, listFile, readList, type AdvisoryList } from './advisories';

/** `npm audit --json`, version 2; `via` also names packages that only lead to one. */
const Said = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([
          z.string(),
          z.object({ name: z.string(), url: z.string(), title: z.string(), severity: z.string(), range: z.string() }),
        ]),
      ),
    }),
  ),
});
const Refused = z.object({ message: z.string() });

/** The list with what the registry said. Throws a Trouble with its words when it refused. */
export function merged(list: AdvisoryList, said: unknown, today: string): AdvisoryList {
  const read = Said.safeParse(said);
  if (!read.success) {
    const why = Refused.safeParse(said).data?.message ?? 'its answer is none of npm audit';
    throw new Trouble(`The registry tells nothing about advisories (${why}): the list of ${list.dated} stays as it is.`);
  }
  const known = new Set(list.advisories.map(({ id, package: name }) => `${id} ${name}`));
  const fresh = new Map<string, Advisory>();
  for (const { via } of Object.values(read.data.vulnerabilities))
    for (const one of via) {
      if (typeof one === 'string') continue;
      const id = one.url.split('/').at(-1) ?? one.url;
      const key = `${id} ${one.name}`;
      if (known.has(key)) continue;
      const { name, range: vulnerable, severity, title, url } = one;
      fresh.set(key, Advisory.parse({ id, package: name, vulnerable, severity, title, cure: `see ${url}` }));
    }
  return { ...list, dated: today, advisories: [...list.advisories, ...fresh.values()] };
}

/** npm ends with 1 when it found something; what it says is what counts. */
const ask = (root: string): Promise<unknown> =>
  new Promise((resolve, reject) =>
    execFile('npm', ['audit', '--json'], { cwd: root, maxBuffer: 1 << 26, timeout: 120_000 }, (error, out) => {
      try {
        resolve(JSON.parse(out));
      } catch {
        reject(new Trouble(`npm audit did not answer (${error?.message.split('\n')[0] ?? 'no JSON'}): the list stays as it is.`));
      }
    }),
  );

/** Returns a line that says what is new. */
export async function update(root: string, today: string): Promise<string> {
  const list = readList(root);
  const next = merged(list, await ask(root), today);
  writeFileSync(listFile(root), `${JSON.stringify(next, null, 2)}\n`);
  return `${next.advisories.length - list.advisories.length} new advisories; the list is of ${today}. Run npx prettier --write scripts/audit/advisories.json.`;
}
