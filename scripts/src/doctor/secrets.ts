import { existsSync, statSync } from 'node:fs';
import { ill, well, type Check, type Finding } from './check';

/** Files that hold passwords: readable by their owner alone. */
export const secrets: Check = {
  name: 'secrets',
  zh: '密钥文件',
  async examine(patient) {
    const { secrets: file, demoLogins } = patient.instance.paths;
    if (!existsSync(file)) return [ill(`${file} is not there`, 'npm start makes it; after a move, restore it from your backup.')];
    if (!patient.secrets)
      return [
        ill(
          `${file} cannot be read`,
          'Run npm run doctor as the user who started Zuoxi (or root); restore the file if it is damaged.',
        ),
      ];
    const open: Finding[] = [file, demoLogins]
      .filter((f) => existsSync(f) && (statSync(f).mode & 0o077) !== 0)
      .map((f) => ill(`${f} can be read by other users`, `chmod 600 ${f}`));
    return open.length ? open : [well('present, private')];
  },
};
