import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { ill, skipped, well, type Check } from './check';

const least = { megabytes: 1000, percent: 3 };
const megabytesPerHour = 57.6; // stereo A-law: 16,000 bytes a second

export const disk: Check = {
  name: 'disk',
  zh: '磁盘',
  async examine({ instance }) {
    const { data, paths } = instance;
    if (!existsSync(data)) return [skipped(`${data} is not there yet: npm start makes it, or set ZUOXI_DATA to where it is`)];
    try {
      accessSync(existsSync(paths.recordings) ? paths.recordings : data, constants.R_OK | constants.X_OK);
    } catch {
      return [ill(`${data} may not be read by this user`, 'Run npm run doctor as the user who started Zuoxi, or as root.')];
    }
    const { bavail, blocks, bsize, ffree, files } = statfsSync(data);
    const megabytes = Math.floor((bavail * bsize) / 1048576);
    const percent = Math.floor((bavail / Math.max(blocks, 1)) * 100);
    const cure = 'Free some room, or move the data directory: npm stop, move it, set ZUOXI_DATA, npm start.';
    if (megabytes < least.megabytes || percent < least.percent)
      return [ill(`only ${megabytes} MB (${percent} %) are free on the disk of ${data}`, cure)];
    if (files > 0 && ffree / files < 0.02) return [ill(`the disk of ${data} has hardly any inodes left`, cure)];
    return [
      well(`${Math.floor(megabytes / 1024)} GB free: about ${Math.floor(megabytes / megabytesPerHour)} hours of recordings`),
    ];
  },
};
