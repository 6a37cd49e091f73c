/** The folder that tells runit how to run one service and its log. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
 * port otherwise): the group still exists at that moment, or its number is free.
 */
export const runScript = (s: Running): string =>
  [
    '#!/bin/sh',
    'exec 2>&1',
    'echo $$ > group',
    `cd ${quote(s.cwd)} || exit 1`,
    `exec chpst -P env -i ${Object.entries(s.env)
      .map(([k, v]) => quote(`${k}=${v}`))
      .join(' ')} ${s.argv.map(quote).join(' ')}`,
    '',
  ].join('\n');

const finishScript = '#!/bin/sh\nread -r group < group && kill -s KILL -- "-$group" 2>/dev/null\nexit 0\n';

/** @param stamped the program writes no time into its lines, so the log does */
const logScript = (folder: string, stamped: boolean): string =>
  `#!/bin/sh\nexec svlogd ${stamped ? '-tt ' : ''}${quote(folder)}\n`;

const script = (path: string, text: string): void => {
  writeFileSync(path, text);
  chmodSync(path, 0o700);
};

/** Writes the folder of a service, down until it is told to go up. Logs turn over at 10 MB, ten of them stay. */
export function writeServiceFolder(folder: string, logFolder: string, service: Running, stamped: boolean): void {
  mkdirSync(join(folder, 'log'), { recursive: true });
  mkdirSync(logFolder, { recursive: true });
  writeFileSync(join(logFolder, 'config'), 's10000000\nn10\n');
  writeFileSync(join(folder, 'down'), '');
  script(join(folder, 'run'), runScript(service));
  script(join(folder, 'finish'), finishScript);
  script(join(folder, 'log', 'run'), logScript(logFolder, stamped));
  if (service.stopSignal) {
    mkdirSync(join(folder, 'control'), { recursive: true });
    script(join(folder, 'control', 't'), `#!/bin/sh\nread -r group < group && kill -s ${service.stopSignal} "$group"\n`);
  }
}
