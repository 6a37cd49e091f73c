// Programs that come from the system: looked up by their files, installed with apt where that can be done.
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Stop, step } from './say.mjs';

const programFolders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/local/sbin'];
const runs = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there
  }
};
const program = (name) => () => programFolders.some((folder) => runs(join(folder, name)));
const list = (folder) => (existsSync(folder) ? readdirSync(folder) : []);
const moduleFolders = ['/usr/lib', '/usr/lib64', '/usr/local/lib', '/usr/local/lib64'].flatMap((lib) => [
  lib,
  ...list(lib).map((name) => join(lib, name)),
]);
const kamailioModule = (name) => () => moduleFolders.some((folder) => existsSync(join(folder, 'kamailio/modules', `${name}.so`)));
const postgres = () =>
  list('/usr/lib/postgresql').some((version) => runs(`/usr/lib/postgresql/${version}/bin/initdb`)) || program('initdb')();
const anyOf =
  (...tests) =>
  () =>
    tests.some((test) => test());

/** Debian package → is what we need of it here? README and docker/ name the same packages. */
export const needs = {
  base: {
    kamailio: program('kamailio'),
    'kamailio-websocket-modules': kamailioModule('websocket'),
    'kamailio-tls-modules': kamailioModule('tls'),
    'kamailio-extra-modules': kamailioModule('evapi'),
    'kamailio-autheph-modules': kamailioModule('auth_ephemeral'),
    'rtpengine-daemon': program('rtpengine'),
    postgresql: postgres,
    'redis-server': program('redis-server'),
    'nginx-light': program('nginx'),
    ffmpeg: program('ffmpeg'),
    runit: program('runsvdir'),
    'espeak-ng': program('espeak-ng'),
    openssl: program('openssl'),
    'util-linux': program('setpriv'),
  },
  test: {
    'sip-tester': program('sipp'),
    baresip: program('baresip'),
    chromium: anyOf(program('chromium'), program('chromium-browser'), program('google-chrome')),
    'fonts-noto-cjk': () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
};

/** Packages whose files are missing. */
export const missing = (sets) =>
  sets.flatMap((set) => Object.entries(needs[set]).flatMap(([name, here]) => (here() ? [] : [name])));

const debianLike = () =>
  existsSync('/usr/bin/apt-get') &&
  /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');

/** How to become root: nothing when we are, sudo when it is there (it may ask for a password on the terminal), null otherwise. */
function elevation() {
  if (process.getuid?.() === 0) return [];
  if (!program('sudo')()) return null;
  const asks = process.stdin.isTTY ? [] : ['-n'];
  return spawnSync('sudo', [...asks, '-v'], { stdio: 'inherit' }).status === 0 ? ['sudo', ...asks] : null;
}

/** Installs what is missing, or says exactly what is. apt starts no service and leaves none enabled. */
export async function ensureSystem(root, sets) {
  const wanted = missing(sets);
  if (!wanted.length) return;
  const byHand = `missing here: ${wanted.join(' ')}.`;
  if (!debianLike())
    throw new Stop(
      `These Debian packages (or their likes) are ${byHand}\nInstall them, or use "docker compose up" instead (README, "Docker").`,
    );
  const prefix = elevation();
  if (prefix === null)
    throw new Stop(
      `These packages are ${byHand}\nNeither root nor sudo is at hand. Run once as root: apt-get install --no-install-recommends ${wanted.join(' ')}\nor use "docker compose up" instead (README, "Docker").`,
    );
  await step(
    root,
    `Installing ${wanted.length} packages with apt (${wanted.slice(0, 3).join(', ')}${wanted.length > 3 ? ', …' : ''})`,
    [...prefix, 'sh', join(root, 'scripts/bootstrap/install.sh'), ...wanted],
  );
  const still = missing(sets);
  if (still.length)
    throw new Stop(
      `apt ended well, but these are still missing: ${still.join(' ')}. Is this a release older than Debian 12 or Ubuntu 22.04?`,
    );
}
