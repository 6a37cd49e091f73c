/** The floor of a call's way: a stateful proxy with a location table, and nothing else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLine } from './line';

const host = '127.0.0.1';

/** As many workers as the edge has (kamailio/kamailio.cfg). */
const configuration = (port: number): string => `#!KAMAILIO
debug=-1
log_stderror=yes
children=4
listen=udp:${host}:${port}
auto_aliases=no
dns=no
rev_dns=no
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
modparam("usrloc", "db_mode", 0)
request_route {
	if (!mf_process_maxfwd_header("10")) {
		sl_send_reply("483", "Too Many Hops");
		exit;
	}
	if (is_method("OPTIONS")) {
		sl_send_reply("200", "OK");
		exit;
	}
	if (is_method("REGISTER")) {
		save("location");
		exit;
	}
	if (is_method("CANCEL")) {
		if (t_check_trans()) {
			t_relay();
		}
		exit;
	}
	t_check_trans();
	if (has_totag()) {
		if (loose_route()) {
			t_relay();
		}
		exit;
	}
	if (is_method("ACK")) {
		exit;
	}
	record_route();
	if (!lookup("location")) {
		sl_send_reply("404", "Not Found");
		exit;
	}
	t_relay();
}
`;

export type PlainKamailio = { host: string; port: number; stop: () => Promise<void> };

export async function plainKamailio(port: number): Promise<PlainKamailio> {
  const dir = mkdtempSync(join(tmpdir(), 'zuoxi-bench-'));
  const file = join(dir, 'kamailio.cfg');
  writeFileSync(file, configuration(port));
  const argv = ['-f', file, '-P', join(dir, 'pid'), '-Y', dir, '-w', dir, '-DD', '-E', '-m', '64'];
  const child = spawn('kamailio', argv, { detached: true, stdio: ['ignore', 'ignore', 'ignore'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null && child.pid) {
      const exit = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM'); // its workers too
      await exit;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  const probe = await openLine(host, { host, port }, {});
  const status = await probe.options(`sip:${host}:${port}`); // SIP asks again until somebody answers
  await probe.close();
  if (status === 200) return { host, port, stop };
  await stop();
  throw new Error(`the plain Kamailio does not answer: ${status}`);
}
