import { setTimeout as sleep } from 'node:timers/promises';
import { Trouble } from './trouble';

/** Asks again, first every 20 ms and slower later, until the answer is yes. Rejects with a Trouble of `else` after `ms`. */
export async function until(yes: () => boolean | Promise<boolean>, ms: number, otherwise: string): Promise<void> {
  const end = Date.now() + ms;
  for (let pause = 20; !(await yes()); pause = Math.min(pause * 1.3, 250)) {
    if (Date.now() > end) throw new Trouble(otherwise);
    await sleep(pause);
  }
}
