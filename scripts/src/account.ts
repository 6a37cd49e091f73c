/** Who runs the processes: a user of their own when root starts them, else whoever starts them. Never root. */
import { output } from './programs';
import { Trouble } from './trouble';

export const userName = 'zuoxi';

export type Account = {
  uid: number;
  gid: number;
  /** put before a program: drops every right but the account's own */
  drop: readonly string[];
  /** said once at start; null when there is nothing to say */
  advice: string | null;
};

const self = (): Account => ({
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  drop: ['setpriv', '--no-new-privs'],
  advice: null,
});

/**
 * The account for processes that must read `readable` and write `writable`. As root it makes the system user once; when the tree lies in a folder that only
 * root may enter, the processes get CAP_DAC_READ_SEARCH (read and search, not write) and nothing else.
 */
export async function serviceAccount(
  readable: readonly string[],
  writable: string,
  hand: (a: Account) => Promise<void>,
): Promise<Account> {
  if (process.getuid?.() !== 0) {
    const account = self();
    await hand(account);
    return account;
  }
  const { uid, gid } = await systemUser();
  const drop = (capability: string) => [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--init-groups',
    '--no-new-privs',
    `--inh-caps=-all${capability}`,
    `--ambient-caps=-all${capability}`,
    `--bounding-set=-all${capability}`,
  ];
  await hand({ uid, gid, drop: drop(''), advice: null });
  const reaches = (prefix: readonly string[]) =>
    output([...prefix, 'sh', '-c', 'for f in "$@"; do test -r "$f" || exit 1; done', 'sh', ...readable, `${writable}/.`]).then(
      () => true,
      () => false,
    );
  if (await reaches(drop(''))) return { uid, gid, drop: drop(''), advice: null };
  // access(2) asks for the real user without capabilities unless this bit is set (capabilities(7)); Strapi would find none of its own files
  const wider = [...drop(',+dac_read_search'), '--securebits=+no_setuid_fixup'];
  if (await reaches(wider))
    return {
      uid,
      gid,
      drop: wider,
      advice: `Advice: ${readable[0]} lies where only root may enter, so the services run as ${userName} with the right to read every file. A folder such as /srv needs no such right.`,
    };
  throw new Trouble(
    `The user ${userName} cannot read ${readable.join(', ')}: put the checkout and ZUOXI_DATA where other users may enter, e.g. below /srv.`,
  );
}

async function systemUser(): Promise<{ uid: number; gid: number }> {
  const ids = async () => {
    const [uid, gid] = await Promise.all([output(['id', '-u', userName]), output(['id', '-g', userName])]);
    return { uid: Number(uid), gid: Number(gid) };
  };
  try {
    return await ids();
  } catch {
    // no such user yet
  }
  await output([
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    userName,
  ]).catch((error: Error) => {
    if (!error.message.includes('already exists')) throw new Trouble(`Cannot make the system user ${userName}: ${error.message}`);
  });
  return ids();
}
