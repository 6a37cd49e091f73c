/** What Node lacks of a browser, as far as the live link and the telephone use it. Sound itself is tested in a real browser. */
import { WebSocket } from 'ws';

type Listener = (event: object) => void;

class StandInPeer {
  iceGatheringState = 'complete';
  iceConnectionState = 'new';
  localDescription = { sdp: '' };
  private readonly senders: { track: object; replaceTrack: (track: object) => Promise<void> }[] = [];

  addEventListener(_type: string, _listener: Listener): void {}
  removeEventListener(_type: string, _listener: Listener): void {}
  close(): void {}

  addTrack(track: object): void {
    const sender = { track, replaceTrack: async (next: object) => void (sender.track = next) };
    this.senders.push(sender);
  }
  getSenders(): object[] {
    return this.senders;
  }
  async setRemoteDescription(): Promise<void> {}
  async createAnswer(): Promise<object> {
    return { type: 'answer', sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 8\r\n' };
  }
  async setLocalDescription(description: { sdp: string }): Promise<void> {
    this.localDescription = description;
  }
}

class StandInTrack {
  kind = 'audio';
  enabled = true;
  readyState = 'live';
  onended: (() => void) | null = null;
  constructor(readonly label: string) {}
  stop(): void {
    this.readyState = 'ended';
  }
  /** as when the plug is pulled */
  lose(): void {
    this.readyState = 'ended';
    this.onended?.();
  }
}

class StandInStream {
  constructor(private readonly tracks: StandInTrack[]) {}
  getTracks = (): StandInTrack[] => this.tracks;
  getAudioTracks = (): StandInTrack[] => this.tracks;
}

/** Microphones to plug and unplug. */
export class StandInMedia extends EventTarget {
  readonly tracks: StandInTrack[] = [];
  trouble: string | null = null;

  getUserMedia = async (): Promise<StandInStream> => {
    if (this.trouble) throw Object.assign(new Error(this.trouble), { name: this.trouble });
    const track = new StandInTrack(`headset ${this.tracks.length + 1}`);
    this.tracks.push(track);
    return new StandInStream([track]);
  };
}

const nodeTimeout = globalThis.setTimeout;
/** A page's timers do not keep a process alive; JsSIP leaves some running for half a minute (RFC 3261, timers B and H). */
const pageTimeout = (act: () => void, ms?: number): NodeJS.Timeout => nodeTimeout(act, ms).unref();

/** Puts them where a browser has them. */
export function standInBrowser(): { media: StandInMedia; mediaDevices: MediaDevices } {
  const media = new StandInMedia();
  const globals = {
    WebSocket,
    window: globalThis,
    RTCPeerConnection: StandInPeer,
    RTCSessionDescription: class {},
    setTimeout: pageTimeout,
    navigator: { mediaDevices: media },
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return { media, mediaDevices: navigator.mediaDevices };
}
