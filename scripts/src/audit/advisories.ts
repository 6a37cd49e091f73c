/** Which locked package is known to be vulnerable: package-lock.json against a list that lies in the tree and is dated, so that the answer needs no network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies, validRange } from 'semver';
import { z } from 'zod';
import { advice, ill, well, type Check, type Finding } from '../doctor/check';

const day = z.iso.date();
export const Advisory = z.strictObject({
  /** GHSA-… or CVE-… */
  id: z.string().min(1),
  package: z.string().min(1),
  vulnerable: z.string().refine((range) => validRange(range) !== null, 'no range of versions'),
  severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
  title: z.string().min(1),
  cure: z.string().min(1),
});
export type Advisory = z.infer<typeof Advisory>;
export const AdvisoryList = z.strictObject({
  dated: day,
  source: z.string(),
  advisories: z.array(Advisory),
  /** what is known and left as it is, why, and until when somebody looks again */
  accepted: z.array(z.strictObject({ id: z.string(), reason: z.string().min(20), until: day })),
});
export type AdvisoryList = z.infer<typeof AdvisoryList>;

export const listFile = (root: string): string => join(root, 'scripts/audit/advisories.json');
export const readList = (root: string): AdvisoryList => AdvisoryList.parse(JSON.parse(readFileSync(listFile(root), 'utf8')));

const Lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), link: z.boolean().optional() })),
});
export type Locked = { name: string; version: string; path: string };

/** Every installed version of every package, aliases by the name they lie under. */
export const lockedOf = (lock: unknown): readonly Locked[] =>
  Object.entries(Lock.parse(lock).packages).flatMap(([path, { version, link }]) => {
    const at = path.lastIndexOf('node_modules/');
    return at < 0 || link || version === undefined ? [] : [{ name: path.slice(at + 'node_modules/'.length), version, path }];
  });

export const oldDays = 180;
const daysBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Time alone makes advice, never a failure: yesterday's green tree is not red today. `today`: yyyy-mm-dd. */
export function judge(locked: readonly Locked[], list: AdvisoryList, today: string): readonly Finding[] {
  const accepted = new Map(list.accepted.map((one) => [one.id, one]));
  const hits = list.advisories.flatMap((advisory) =>
    locked
      .filter(
        ({ name, version }) => name === advisory.package && satisfies(version, advisory.vulnerable, { includePrerelease: true }),
      )
      .map((found) => ({ ...found, advisory })),
  );
  const hitIds = new Set(hits.map(({ advisory }) => advisory.id));
  const age = daysBetween(list.dated, today);
  const findings: Finding[] = [
    ...hits
      .filter(({ advisory }) => !accepted.has(advisory.id))
      .map(({ path, version, advisory: { id, severity, title, cure } }) =>
        ill(
          `${path}@${version}: ${severity}, ${title} (${id})`,
          `${cure}; or accept it in scripts/audit/advisories.json, with a reason and a date.`,
        ),
      ),
    ...[...accepted.keys()]
      .filter((id) => !hitIds.has(id))
      .map((id) =>
        ill(`${id} is accepted, but nothing here has it`, 'Take it out of "accepted" in scripts/audit/advisories.json.'),
      ),
    ...list.accepted
      .filter(({ id, until }) => hitIds.has(id) && until < today)
      .map(({ id, until, reason }) =>
        advice(`${id} was accepted until ${until}: ${reason}`, 'Look again: upgrade, or give it a new date.'),
      ),
    ...(age > oldDays ? [advice(`the list is ${age} days old (${list.dated})`, 'npm run audit -- --update')] : []),
  ];
  const known = `${locked.length} packages, ${list.advisories.length} advisories of ${list.dated}, ${hitIds.size} accepted`;
  return findings.some(({ kind }) => kind === 'ill') ? findings : [well(known), ...findings];
}

export const advisories: Check = {
  name: 'advisories',
  zh: '依赖漏洞',
  async examine({ root }) {
    const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    return judge(lockedOf(lock), readList(root), new Date().toISOString().slice(0, 10));
  },
};
