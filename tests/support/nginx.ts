/** nginx before what a test runs behind it, started as the product starts it; its page is one word. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Secrets, type Instance } from '@zuoxi/contracts/environment';
import { nginx } from '../../scripts/src/services/nginx';
import type { Site } from '../../scripts/src/services/service';
import { scratch, startChild } from './children';

export const pageWord = 'the workbench';

export type Origin = {
  log(): string;
  /** bytes that it has put down on disk just now */
  held(): number;
  stop(): Promise<void>;
};

const answers = (instance: Instance): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: instance.host, port: instance.web });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0), 0);

export async function givenOrigin(instance: Instance): Promise<Origin> {
  const checkout = scratch('origin');
  mkdirSync(join(checkout.path, 'admin-ui/dist'), { recursive: true });
  writeFileSync(join(checkout.path, 'admin-ui/dist/index.html'), pageWord);
  for (const folder of [instance.paths.run, instance.paths.tls]) mkdirSync(folder, { recursive: true });
  const site: Site = {
    instance,
    secrets: Secrets.parse(Object.fromEntries(Object.keys(Secrets.shape).map((name) => [name, name.padEnd(40, '-')]))),
    root: checkout.path,
    run: async ([file = '', ...args]) => (await promisify(execFile)(file, args)).stdout,
  };
  await nginx.prepare?.(site);
  const { argv } = nginx.command(site);
  // its workers would be nobody's, who may not enter a folder of root's
  const child = await startChild([...argv, ...(process.getuid?.() === 0 ? ['-g', 'user root;'] : [])], { cwd: checkout.path });
  const stop = async (): Promise<void> => {
    await child.stop();
    checkout.remove();
  };
  while (!(await answers(instance)))
    if (child.process.exitCode !== null) {
      await stop();
      throw new Error(`nginx did not start:\n${child.output()}`);
    }
  return { log: child.output, held: () => bytesBelow(join(instance.paths.run, 'nginx')), stop };
}
