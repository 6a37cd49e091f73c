/** The folder that tells runit how to run one service and its log. */
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivate, writePrivate } from '../private-file';
import { need } from '../programs';
import { Trouble } from '../trouble';

export type Running = {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  stopSignal?: string;
};

export const quote = (word: string): string =>
  /^[A-Za-z0-9_./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * The service leads a session of its own, so that `finish` can end what a killed parent leaves behind (Kamailio's and nginx's workers keep the
 * port otherwise): the group still exists at that moment, or its number is free. Its environment is read from files (`chpst -e`): words of a command line are
 * shown to every user of the machine.
 */
export const runScript = (folder: string, s: Running): string =>
  [
    '#!/bin/sh',
    'exec 2>&1',
    'echo $$ > group',
    `cd ${quote(s.cwd)} || exit 1`,
    `exec env -i ${quote(need('chpst', 'runit'))} -P -e ${quote(join(folder, 'env'))} ${s.argv.map(quote).join(' ')}`,
    '',
  ].join('\n');

const finishScript = '#!/bin/sh\nread -r group < group && kill -s KILL -- "-$group" 2>/dev/null\nexit 0\n';

/** @param stamped the program writes no time into its lines, so the log does */
const logScript = (folder: string, stamped: boolean): string =>
  `#!/bin/sh\nexec svlogd ${stamped ? '-tt ' : ''}${quote(folder)}\n`;

const script = (path: string, text: string): void => {
  writePrivate(path, text);
  chmodSync(path, 0o700);
};

/** A file a variable, as chpst(8) reads them: one line each, so that no line break may stand in one. */
function writeEnvironment(folder: string, env: Running['env']): void {
  rmSync(folder, { recursive: true, force: true });
  makePrivate(folder);
  for (const [name, value] of Object.entries(env)) {
    if (/[\n\0]/.test(value)) throw new Trouble(`${name} may have one line only.`);
    writePrivate(join(folder, name), `${value}\n`);
  }
}

/** Writes the folder of a service, down until it is told to go up. Logs turn over at 10 MB, ten of them stay. */
export function writeServiceFolder(folder: string, logFolder: string, service: Running, stamped: boolean): void {
  makePrivate(join(folder, 'log'));
  makePrivate(logFolder);
  writePrivate(join(logFolder, 'config'), 's10000000\nn10\n');
  writePrivate(join(folder, 'down'), '');
  writeEnvironment(join(folder, 'env'), service.env);
  script(join(folder, 'run'), runScript(folder, service));
  script(join(folder, 'finish'), finishScript);
  script(join(folder, 'log', 'run'), logScript(logFolder, stamped));
  if (service.stopSignal) {
    makePrivate(join(folder, 'control'));
    script(join(folder, 'control', 't'), `#!/bin/sh\nread -r group < group && kill -s ${service.stopSignal} "$group"\n`);
  }
}
