/** `npm run restore -- <file>`: a backup into an empty data directory. Nothing is started. */
import { readBackupArguments } from './backup/arguments';
import { newestMajorVersion } from './backup/database';
import { contents } from './backup/report';
import { restore } from './backup/restore';
import { ownConfig } from './config';
import { runs } from './instance';
import { main, Trouble } from './trouble';
import { ownVersion } from './version';

main(async () => {
  const source = readBackupArguments('restore', process.argv.slice(2));
  const config = ownConfig();
  const { instance, root } = config;
  if (runs(instance)) throw new Trouble(`An instance runs in ${instance.data}: npm stop, or set ZUOXI_DATA to an empty folder.`);
  const restored = await restore(config, source, { version: ownVersion(root), postgres: newestMajorVersion() });
  const { header, manifest, tables, word } = restored;
  console.log(contents({ ...manifest, tables }));
  console.log(
    `Restored into ${instance.data}, as it was ${new Date(header.madeAt).toISOString()}: every row and every file was counted again.`,
  );
  if (word) console.log(word);
  console.log('npm start starts it. Calls that ran at that time end as lost.');
});
