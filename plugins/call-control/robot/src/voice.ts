/** Mouth, ears and keys of one call, over RTP. */
import { alaw, decode, RtpEndpoint, ulaw, type RtpPacket } from '@zuoxi/rtp';
import type { Address } from '@zuoxi/sip';
import { Hearing, stepMs } from './hearing';
import { frameSamples, Mouth, type Sound } from './mouth';
import type { Agreement } from './sdp';

const laws = { PCMA: alaw, PCMU: ulaw } as const;
/** Frames kept for an echo: what jitter may bunch. */
const echoFrames = 5;

export class Voice {
  readonly hearing: Hearing;
  private mouth = new Mouth([]);
  private finished: Promise<void> = Promise.resolve();
  private readonly fresh: Int16Array[] = [];
  private readonly timer: NodeJS.Timeout | null;

  private constructor(
    private readonly rtp: RtpEndpoint,
    listens: boolean,
  ) {
    const begun = performance.now();
    this.hearing = new Hearing((ms) => rtp.heard(ms));
    this.timer = listens ? setInterval(() => this.hearing.step(Math.round(performance.now() - begun)), stepMs) : null;
    rtp.onPacket((packet) => this.keep(packet));
  }

  /** Opens it on a free port. `listens` false: nothing is classified. */
  static async open(host: string, listens = true): Promise<Voice> {
    return new Voice(await RtpEndpoint.bind(host), listens);
  }

  get address(): Address {
    return this.rtp.address;
  }

  /** Sends to the other side from now on, as agreed. */
  connect({ to, codec, digitType }: Agreement): void {
    this.rtp.law = laws[codec];
    if (digitType !== null) this.rtp.digitType = digitType;
    this.rtp.remote(to.host, to.port);
  }

  /** Says this from now on, in place of what it said. */
  say(sounds: readonly Sound[]): void {
    this.finished = new Promise((resolve) => (this.mouth = new Mouth(sounds, resolve)));
    void this.rtp.play((frame) => {
      frame.set(this.mouth.frame(this.fresh.shift()));
      return true;
    });
  }

  /** Fulfilled when all of it is said. */
  said(): Promise<void> {
    return this.finished;
  }

  digits(keys: string): Promise<void> {
    return this.rtp.sendDigits(keys);
  }

  onDigit(listen: (digit: string) => void): void {
    this.rtp.onDigit(({ digit }) => listen(digit));
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
    this.hearing.end();
    void this.rtp.close();
  }

  private keep({ payloadType, payload }: RtpPacket): void {
    const law = payloadType === alaw.payloadType ? alaw : payloadType === ulaw.payloadType ? ulaw : null;
    if (!law || payload.length !== frameSamples) return;
    this.fresh.push(decode(law, payload));
    if (this.fresh.length > echoFrames) this.fresh.shift();
  }
}
