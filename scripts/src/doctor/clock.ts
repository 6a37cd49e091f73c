import { statSync } from 'node:fs';
import { output } from '../programs';
import { advice, ill, well, type Check } from './check';

const cure = 'timedatectl set-ntp true (or start chrony). Timers, tokens and certificates count by the clock.';

/** Is the clock before the day this program was built, i.e. surely wrong? `built`, `now`: ms since 1970. */
export const clockTrouble = (now: number, built: number): string | null =>
  now + 86_400_000 < built ? `the clock says ${new Date(now).toISOString().slice(0, 16)}, before this program was built` : null;

/** What systemd knows; null where there is no systemd. */
const synchronised = async (): Promise<boolean | null> => {
  const text = await output(['timedatectl', 'show', '-p', 'NTPSynchronized', '--value']).catch(() => '');
  return text.trim() === 'yes' ? true : text.trim() === 'no' ? false : null;
};

export const clock: Check = {
  name: 'clock',
  zh: '时钟',
  async examine() {
    const trouble = clockTrouble(Date.now(), statSync(__filename).mtimeMs);
    if (trouble) return [ill(trouble, cure)];
    if ((await synchronised()) === false) return [advice('the clock is not synchronised with any server', cure)];
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return [well(`${new Date().toISOString().slice(0, 19)}Z, time zone ${zone}`)];
  },
};
