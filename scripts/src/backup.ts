/** `npm run backup -- <file>`: everything that an instance remembers in one file, while calls run. */
import { existsSync } from 'node:fs';
import { readBackupArguments } from './backup/arguments';
import { contents } from './backup/report';
import { absent } from './backup/whole-file';
import { writeBackup } from './backup/write';
import { measureBucket, nameOf } from './external/bucket';
import { ownConfig } from './config';
import { checkWhole } from './folders';
import { prepareSite } from './prepare';
import { main, Trouble } from './trouble';
import { ownVersion } from './version';

main(async () => {
  const { file, passphrase } = readBackupArguments('backup', process.argv.slice(2));
  const config = ownConfig();
  const { instance, root } = config;
  if (!existsSync(instance.paths.secrets)) throw new Trouble(`There is no instance in ${instance.data}: is ZUOXI_DATA right?`);
  checkWhole(instance);
  await absent(file);
  const manifest = await writeBackup(await prepareSite(config), { file, passphrase, version: ownVersion(root) });
  console.log(contents(manifest));
  if (instance.external.bucket) {
    const { files, bytes } = await measureBucket(instance, instance.external.bucket);
    console.log(
      `Not in it: ${files} files (${Math.ceil(bytes / 1_000_000)} MB) in ${nameOf(instance.external.bucket)}. Keep them there by versions or a copy of the service’s own.`,
    );
  }
  console.log(
    passphrase === null
      ? `${file} is whole. It holds every secret of this instance in the clear: only you can read it (0600), keep it so, or seal it with --passphrase-file.`
      : `${file} is whole, and sealed: without the passphrase nobody can read it, you neither.`,
  );
});
