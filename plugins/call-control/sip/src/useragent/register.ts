/** Requests outside of any dialog: REGISTER (RFC 3261 §10) and OPTIONS (§11). */
import type { UserAgent } from '../api';
import { Keyring } from '../auth/keyring';
import { newCallId, newTag } from '../ids';
import { formatAddress } from '../message/address';
import type { Header } from '../message/message';
import type { Answer, RequestDraft } from '../transaction/client';
import type { Env } from './env';

type Registration = { callId: string; seq: number };

/** Sends until it is neither challenged nor provisional. */
function ask(
  env: Env,
  keys: Keyring,
  make: (seq: number) => RequestDraft,
  seq: number,
  round: number,
  done: (a: Answer) => void,
): void {
  const plain = make(seq);
  const draft = { ...plain, headers: [...plain.headers, ...keys.headers(plain.method, plain.uri)] };
  env.layer.request(draft, env.destination(draft), (answer) => {
    const { status, response } = answer;
    if (status < 200) return;
    if ((status === 401 || status === 407) && response && keys.learn(response, round))
      return ask(env, keys, make, seq + 1, round + 1, done);
    done(answer);
  });
}

export class Registrar {
  /** §10.2: a client uses one Call-ID for all its registrations, and the CSeq grows */
  private readonly registrations = new Map<string, Registration>();

  constructor(private readonly env: Env) {}

  register({ user, domain, credentials, expires }: Parameters<UserAgent['register']>[0]): Promise<number> {
    const address = `sip:${user}@${domain}`;
    const registration = this.registrations.get(address) ?? { callId: newCallId(), seq: 0 };
    this.registrations.set(address, registration);
    const tag = newTag();
    const make = (seq: number): RequestDraft => {
      registration.seq = Math.max(registration.seq, seq);
      const headers: Header[] = [
        ['Max-Forwards', '70'],
        ['From', formatAddress(address, '', tag)],
        ['To', formatAddress(address)],
        ['Call-ID', registration.callId],
        ['CSeq', `${seq} REGISTER`],
        ['Contact', `<${this.env.contactUri(user)}>`],
        ['Expires', String(expires)],
        ['User-Agent', this.env.options.name],
      ];
      return { method: 'REGISTER', uri: `sip:${domain}`, headers, body: '' };
    };
    const keys = new Keyring(() => credentials);
    return new Promise((resolve) => ask(this.env, keys, make, registration.seq + 1, 0, ({ status }) => resolve(status)));
  }

  options(uri: string): Promise<number> {
    const tag = newTag();
    const callId = newCallId();
    const make = (seq: number): RequestDraft => ({
      method: 'OPTIONS',
      uri,
      headers: [
        ['Max-Forwards', '70'],
        ['From', formatAddress(this.env.contactUri(), '', tag)],
        ['To', formatAddress(uri)],
        ['Call-ID', callId],
        ['CSeq', `${seq} OPTIONS`],
        this.env.contact(),
        ['Accept', 'application/sdp'],
        ['User-Agent', this.env.options.name],
      ],
      body: '',
    });
    const keys = new Keyring(() => undefined);
    return new Promise((resolve) => ask(this.env, keys, make, 1, 0, ({ status }) => resolve(status)));
  }
}
