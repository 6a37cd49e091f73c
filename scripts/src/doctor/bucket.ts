import { join } from 'node:path';
import { measure } from '../backup/tree';
import { bucketTrouble, nameOf } from '../external/bucket';
import { ill, logOf, well, type Check } from './check';

/** Recordings of calls that run are among them, and an upload for a moment. */
const mostWaiting = 1000;

export const bucket: Check = {
  name: 'storage',
  zh: '文件存储',
  after: ['secrets'],
  async examine(patient) {
    const { external, paths } = patient.instance;
    if (!external.bucket) return [well('recordings and uploads lie in the data directory')];
    const trouble = await bucketTrouble(patient.instance, external.bucket);
    if (trouble) return [ill(trouble.found, `${trouble.cure} Recordings stay here meanwhile, and are moved later.`)];
    const [recordings, uploads] = await Promise.all([measure(paths.recordings), measure(join(paths.uploads, '.files'))]);
    const waiting = recordings.files + uploads.files;
    if (waiting > mostWaiting)
      return [ill(`${waiting} files wait to be moved to ${nameOf(external.bucket)}`, `See ${logOf(patient, 'cms')}.`)];
    return [well(`${nameOf(external.bucket)}; ${waiting} files are still here`)];
  },
};
