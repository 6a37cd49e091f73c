/** `npm run status`: one line a process. Exit code 0 when all are healthy. */
import { ownConfig } from './config';
import { healthOf, logFile } from './health/wait';
import { attach, runs } from './instance';
import { folderOf } from './prepare';
import { serviceState } from './runit/supervisor';
import { table, duration } from './table';
import { main } from './trouble';

main(async () => {
  const config = ownConfig();
  if (!runs(config.instance)) {
    console.log(`Nothing runs in ${config.instance.data}. npm start starts it.`);
    process.exitCode = 3; // as `systemctl status` and LSB say: program is not running
    return;
  }
  const { site, services } = await attach(config);
  const health = await healthOf(site, services);
  const rows = health.map(({ service, healthy }) => {
    const state = serviceState(folderOf(config.instance, service.name));
    const ports = service.ports(config.instance).map((p) => `${p.port}/${p.protocol}`);
    const [pid, since] = state.kind === 'up' ? [String(state.pid), duration(Date.now() - state.since)] : ['-', state.kind];
    return [service.name, pid, since, healthy ? 'yes' : 'NO', ports.join(' '), logFile(site, service)];
  });
  console.log(table(['service', 'pid', 'up', 'healthy', 'ports', 'log'], rows));
  if (health.some((h) => !h.healthy)) process.exitCode = 1;
});
