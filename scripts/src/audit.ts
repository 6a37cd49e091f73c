/**
 * `npm run audit`: what an attacker would look for first. The tree (dependencies, secrets) is always looked at; the data directory when there is one, open
 * ports when the instance runs. `--tree`: the tree alone, as `npm test` asks. `--update`: a new list of advisories. `--strict`: advice counts as failure.
 */
import { advisories } from './audit/advisories';
import { privateFiles } from './audit/files';
import { openPorts } from './audit/ports';
import { treeSecrets } from './audit/tree';
import { update } from './audit/update';
import { ownConfig } from './config';
import type { Check } from './doctor/check';
import { examine, failed } from './doctor/examine';
import { lines } from './doctor/report';
import { main, Trouble } from './trouble';

const tree: readonly Check[] = [advisories, treeSecrets];
const instanceToo: readonly Check[] = [...tree, privateFiles, openPorts];

main(async () => {
  const { root, instance } = ownConfig();
  const flags = process.argv.slice(2);
  const unknown = flags.find((flag) => !['--tree', '--update', '--strict'].includes(flag));
  if (unknown) throw new Trouble(`npm run audit knows --tree, --update and --strict, not ${unknown}.`);
  if (flags.includes('--update')) console.log(await update(root, new Date().toISOString().slice(0, 10)));
  const checks = flags.includes('--tree') ? tree : instanceToo;
  const all = await examine(checks, { root, instance, secrets: null, demo: null }, (done) =>
    lines(done).forEach((line) => console.log(line)),
  );
  const advised = all.some(({ findings }) => findings.some(({ kind }) => kind === 'advice'));
  if (failed(all) || (advised && flags.includes('--strict'))) process.exitCode = 1;
});
