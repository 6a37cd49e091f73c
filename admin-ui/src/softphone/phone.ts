/**
 * The browser's telephone: a JsSIP user agent at the edge (`/sip`), registered as the agent, and at most one call. Knows nothing of React nor of what
 * a call means: the switch decides, this rings, answers and hangs up.
 */
import type { SipCredentials } from '@zuoxi/contracts';
import { UA, WebSocketInterface } from 'jssip';
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRequest } from 'jssip/lib/SIPMessage';
import { Store, type Readable } from '../providers/store';
import { readCallHeader, type CallHeader } from './call-header';
import { noPhone, type PhoneCall, type PhoneState } from './phone-state';

export type PhoneOptions = {
  /** ws(s)://host/sip */
  url: string;
  /** whether the switch's view says that this agent dialled, or is on, this call: only then is `auto` answered unasked */
  confirmed: (call: CallHeader) => boolean;
  /** called back whenever `confirmed` may have changed */
  onConfirm: (listener: () => void) => () => void;
  microphone: () => Promise<MediaStream>;
  speak: (remote: MediaStream | null) => void;
  /** the edge refused the credentials: fetch new ones */
  refused: () => void;
};

/** What JsSIP 3.13 hands over and its types leave out (lib/Options.js, lib/Parser.js). */
type IncomingOptions = {
  request: IncomingRequest & { to_tag?: string; call_id?: string };
  message?: { reject(answer: { status_code: number }): void };
};
type Session = { rtc: RTCSession; call: PhoneCall };

/** RFC 3261 §21.6.2: decline says that a person did not want it, so that the caller is not told the phone is dead. */
const declined = 603;
const busy = 486;
const registerAgainMs = 2_000;

export class Phone {
  private readonly store = new Store<PhoneState>(noPhone);
  private ua: UA | null = null;
  private credentials: SipCredentials | null = null;
  private session: Session | null = null;
  private registerAgain: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: PhoneOptions) {
    options.onConfirm(() => this.answerIfConfirmed());
  }

  get state(): Readable<PhoneState> {
    return this.store;
  }

  /** Registers; with fresher credentials of the same agent only takes them for the next time. A running call is not touched. */
  register(credentials: SipCredentials): void {
    const before = this.credentials;
    if (before === credentials) return;
    this.credentials = credentials;
    if (!this.ua || before?.user !== credentials.user) return this.start(credentials);
    this.ua.set('authorization_user', credentials.username);
    this.ua.set('password', credentials.password);
  }

  /** STA-50: asks the edge again whether this phone is known. */
  refresh(): void {
    if (this.ua?.isConnected()) this.ua.register();
  }

  stop(): void {
    clearTimeout(this.registerAgain);
    this.ua?.stop();
    this.ua = null;
    this.credentials = null;
    this.ended(this.session);
    this.store.set(noPhone);
  }

  async answer(): Promise<void> {
    const { session } = this;
    if (session?.call.state !== 'ringing') return;
    this.show(session, 'answering');
    try {
      const mediaStream = await this.options.microphone();
      if (this.session !== session || session.rtc.isEnded()) return;
      session.rtc.answer({ mediaStream, pcConfig: { iceServers: [] } });
    } catch {
      if (this.session === session) this.show(session, 'ringing');
    }
  }

  /** Ends the call by SIP alone: the way out while the switch cannot be asked. */
  hangUp(): void {
    const rtc = this.session?.rtc;
    if (!rtc || rtc.isEnded()) return;
    rtc.terminate(rtc.isEstablished() ? {} : { status_code: declined });
  }

  /** A microphone was changed in the middle of a call. */
  async replaceMicrophone(stream: MediaStream): Promise<void> {
    const [track] = stream.getAudioTracks();
    const sender = this.session?.rtc.connection?.getSenders().find((s) => s.track?.kind === 'audio' || s.track === null);
    if (track && sender) await sender.replaceTrack(track);
  }

  private start(credentials: SipCredentials): void {
    this.ua?.stop();
    const ua = new UA({
      sockets: [new WebSocketInterface(this.options.url)],
      uri: `sip:${credentials.user}@zuoxi`,
      authorization_user: credentials.username,
      password: credentials.password,
      register: true,
      register_expires: 120,
      // the switch watches the media; a timer of ours would only end calls that a busy switch had kept
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 2,
      user_agent: 'Zuoxi',
    });
    ua.on('connecting', () => this.registration('connecting'));
    ua.on('registered', () => this.registration('registered'));
    ua.on('unregistered', () => this.registration('connecting'));
    ua.on('disconnected', () => this.registration('connecting'));
    ua.on('registrationFailed', ({ response }) => this.registrationFailed(ua, response?.status_code));
    ua.on('newRTCSession', (event: RTCSessionEvent) => {
      if (isIncoming(event)) this.invited(event);
    });
    ua.on('newOptions', (event: IncomingOptions) => {
      // the switch asks after a leg (RFC 3261 §12.2.2); JsSIP alone would say 200 for calls it never had
      const { to_tag: toTag, call_id: callId = '' } = event.request;
      if (toTag && this.session?.rtc.id.startsWith(callId) !== true) event.message?.reject({ status_code: 481 });
    });
    this.ua = ua;
    this.registration('connecting');
    ua.start();
  }

  private registrationFailed(ua: UA, status: number | undefined): void {
    if (this.ua !== ua) return;
    this.registration('refused');
    if (status === 401 || status === 403 || status === 407) this.options.refused();
    clearTimeout(this.registerAgain);
    this.registerAgain = setTimeout(() => this.ua === ua && this.refresh(), registerAgainMs);
  }

  private invited({ session: rtc, request }: IncomingRTCSessionEvent): void {
    const header = readCallHeader(request.getHeader('X-Zuoxi-Call'));
    if (!header) return rtc.terminate({ status_code: 403 });
    const before = this.session;
    if (before && before.call.call !== header.call) return rtc.terminate({ status_code: busy });
    const session: Session = { rtc, call: { ...header, state: 'ringing' } };
    this.session = session;
    this.listen(session);
    // the same call rings anew: the switch has given up the old leg
    if (before && !before.rtc.isEnded()) before.rtc.terminate();
    this.show(session, 'ringing');
    this.answerIfConfirmed();
  }

  private listen(session: Session): void {
    const { rtc } = session;
    rtc.on('peerconnection', ({ peerconnection }) => {
      peerconnection.addEventListener('track', ({ streams, track }) => {
        if (this.session === session) this.options.speak(streams[0] ?? new MediaStream([track]));
      });
    });
    // one candidate is enough: the edge learns the others from the checks themselves (RFC 8445 §7.3.1.3)
    rtc.on('icecandidate', ({ ready }) => ready());
    rtc.on('accepted', () => this.session === session && this.show(session, 'talking'));
    rtc.on('ended', () => this.ended(session));
    rtc.on('failed', () => this.ended(session));
  }

  private answerIfConfirmed(): void {
    const call = this.session?.call;
    if (call?.answer === 'auto' && call.state === 'ringing' && this.options.confirmed(call)) void this.answer();
  }

  private ended(session: Session | null): void {
    if (!session || this.session !== session) return;
    this.session = null;
    this.options.speak(null);
    this.store.set((s) => ({ ...s, call: null }));
  }

  private show(session: Session, state: PhoneCall['state']): void {
    session.call = { ...session.call, state };
    if (this.session === session) this.store.set((s) => ({ ...s, call: session.call }));
  }

  private registration(registration: PhoneState['registration']): void {
    this.store.set((s) => (s.registration === registration ? s : { ...s, registration }));
  }
}

const isIncoming = (event: RTCSessionEvent): event is IncomingRTCSessionEvent => event.session.direction === 'incoming';
