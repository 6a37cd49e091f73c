import { parseHead, parseMessage } from '../message/parse';
import type { Response } from '../message/message';
import { authParams, challengesOf, type Challenge } from './challenge';
import { digestHeader } from './digest';
import { Keyring } from './keyring';

const refusal = (status: number, ...challenges: string[]): Response => {
  const name = status === 407 ? 'Proxy-Authenticate' : 'WWW-Authenticate';
  const lines = [
    `SIP/2.0 ${status} No`,
    'Via: SIP/2.0/TCP h;branch=z9hG4bKx',
    'From: <sip:a@b>;tag=1',
    'To: <sip:c@d>;tag=2',
    'Call-ID: x',
    'CSeq: 1 INVITE',
    ...challenges.map((c) => `${name}: ${c}`),
  ];
  const parsed = parseMessage(parseHead(lines.join('\r\n')), '');
  if (!parsed.ok || parsed.message.kind !== 'response') throw new Error('no response');
  return parsed.message;
};

describe('the examples of the RFCs', () => {
  const base: Challenge = {
    proxy: false,
    realm: 'http-auth@example.org',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
    stale: false,
    algorithm: 'MD5',
    qop: 'auth',
  };
  const use = { method: 'GET', uri: '/dir/index.html', nc: 1, cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };
  const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
  test.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const)('RFC 7616 §3.9.1, %s', (algorithm, response) => {
    expect(digestHeader({ ...base, algorithm }, mufasa, use)[1]).toContain(`response="${response}"`);
  });
  test('RFC 2617 §3.5 without qop (RFC 2069)', () => {
    const challenge: Challenge = { ...base, realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093', qop: null };
    const [, value] = digestHeader(challenge, { user: 'Mufasa', password: 'Circle Of Life' }, use);
    expect(value).toContain('response="670fd8c2df070c60b045671b8b24ff02"');
    expect(value).not.toContain('nc=');
  });
});

test('the strongest algorithm offered is taken; foreign schemes and qop=auth-int alone are not', () => {
  const r = refusal(
    401,
    'Digest realm="r", nonce="1", qop="auth,auth-int"',
    'Digest realm="r", nonce="2", qop="auth", algorithm=SHA-256',
    'Basic realm="r"',
    'Digest realm="s", nonce="3", qop="auth-int"',
  );
  expect(challengesOf(r)).toMatchObject([{ realm: 'r', nonce: '2', algorithm: 'SHA-256', qop: 'auth' }]);
});

test('quoted commas and escapes in challenge parameters', () => {
  expect([...authParams('realm="a, \\"b\\"", nonce=x')]).toEqual([
    ['realm', 'a, "b"'],
    ['nonce', 'x'],
  ]);
});

describe('a keyring', () => {
  const keys = () => new Keyring((realm) => (realm === 'known' ? { user: 'u', password: 'p' } : undefined));
  test('gives up at once for an unknown realm, and after one try with wrong credentials', () => {
    const ring = keys();
    expect(ring.learn(refusal(401, 'Digest realm="strange", nonce="1"'), 0)).toBe(false);
    expect(ring.learn(refusal(401, 'Digest realm="known", nonce="1"'), 0)).toBe(true);
    expect(ring.learn(refusal(401, 'Digest realm="known", nonce="2"'), 1)).toBe(false);
  });
  test('tries again when only the nonce was stale, and counts nc', () => {
    const ring = keys();
    ring.learn(refusal(401, 'Digest realm="known", nonce="1", qop="auth"'), 0);
    expect(ring.headers('BYE', 'sip:a')[0]?.[1]).toContain('nc=00000001');
    expect(ring.headers('BYE', 'sip:a')[0]?.[1]).toContain('nc=00000002');
    expect(ring.learn(refusal(401, 'Digest realm="known", nonce="2", qop="auth", stale=TRUE'), 1)).toBe(true);
    expect(ring.headers('BYE', 'sip:a')[0]?.[1]).toContain('nonce="2"');
  });
  test('answers a proxy and the server behind it', () => {
    const ring = keys();
    ring.learn(refusal(407, 'Digest realm="known", nonce="1"'), 0);
    ring.learn(refusal(401, 'Digest realm="known", nonce="2"'), 1);
    expect(ring.headers('INVITE', 'sip:a').map(([name]) => name)).toEqual(['Proxy-Authorization', 'Authorization']);
  });
});
