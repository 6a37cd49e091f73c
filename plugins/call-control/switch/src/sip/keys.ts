/** Keys for a peer, in the way that it takes: telephone events (RFC 4733), else INFO (RFC 6086), else tones in the sound. */
import type { LegId } from '@zuoxi/contracts';
import type { UserAgent } from '@zuoxi/sip';
import type { LegMedia } from '../ports';

export class Keys {
  /** one after another: an INFO that is refused must not be overtaken by the next key */
  private readonly last = new Map<LegId, Promise<void>>();

  constructor(
    private readonly media: Pick<LegMedia, 'takesEvents' | 'sendKeys'>,
    private readonly ua: Pick<UserAgent, 'sendDigit'>,
  ) {}

  send(leg: LegId, keys: string): void {
    if (this.media.takesEvents(leg)) return this.media.sendKeys(leg, keys);
    const sent = (this.last.get(leg) ?? Promise.resolve()).then(() => this.byInfo(leg, keys));
    this.last.set(leg, sent);
    void sent.then(() => {
      if (this.last.get(leg) === sent) this.last.delete(leg);
    });
  }

  private async byInfo(leg: LegId, keys: string): Promise<void> {
    for (let i = 0; i < keys.length; i++)
      if (!(await this.ua.sendDigit(leg, keys.charAt(i)))) return this.media.sendKeys(leg, keys.slice(i));
  }
}
