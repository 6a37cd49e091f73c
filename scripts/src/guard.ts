/** `node guard.js <data>`: stops the instance of that data directory when its standard input ends (leash.ts). */
import { readConfig } from './config';
import { stopInstance } from './stop-instance';
import { main } from './trouble';

main(async () => {
  const { instance } = readConfig({ ZUOXI_DATA: process.argv[2] });
  await new Promise<void>((resolve) => process.stdin.on('end', resolve).on('error', resolve).resume());
  await stopInstance(instance);
});
