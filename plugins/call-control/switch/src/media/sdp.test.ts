import { audioOf, innerAnswer, innerOffer, listens, usableAudio } from './sdp';

const sdp = (...media: string[]): string =>
  ['v=0', 'o=- 1 1 IN IP4 192.0.2.7', 's=-', 'c=IN IP4 192.0.2.7', 't=0 0', ...media, ''].join('\r\n');
const digits = (type: number): string[] => [`a=rtpmap:${type} telephone-event/8000`, `a=fmtp:${type} 0-16`];
const inner = { host: '127.0.0.1', port: 4000, version: 3 };

describe('what an SDP says of its audio', () => {
  it('the port, and the payload type of digits', () =>
    expect(audioOf(sdp('m=audio 5004 RTP/AVP 8 101', ...digits(101)))).toEqual({
      host: '192.0.2.7',
      port: 5004,
      digitType: 101,
      direction: 'sendrecv',
      mid: null,
      codecs: new Set(['PCMA']),
    }));

  it('a browser offers digits at two clocks: the one of 8 kHz counts', () => {
    const both = sdp('m=audio 9 UDP/TLS/RTP/SAVPF 111 8 110 126', 'a=rtpmap:110 telephone-event/48000', ...digits(126));
    expect(audioOf(both).digitType).toBe(126);
  });

  it('a phone without digits has none', () => expect(audioOf(sdp('m=audio 5004 RTP/AVP 8')).digitType).toBeNull());

  it('a payload type that is described but not offered is none', () =>
    expect(audioOf(sdp('m=audio 5004 RTP/AVP 8', ...digits(101))).digitType).toBeNull());

  it('the direction of the stream counts before that of the session', () => {
    const onHold = sdp('a=inactive', 'm=audio 5004 RTP/AVP 8', 'a=sendonly');
    expect(audioOf(onHold).direction).toBe('sendonly');
    expect(audioOf(sdp('a=inactive', 'm=audio 5004 RTP/AVP 8')).direction).toBe('inactive');
  });

  it('a refused first stream gives way to the second', () =>
    expect(audioOf(sdp('m=audio 0 RTP/AVP 0', 'm=audio 5006 RTP/AVP 8')).port).toBe(5006));

  it.each([
    ['without audio', sdp('m=video 5004 RTP/AVP 96'), 'the SDP has no audio'],
    ['without any stream', sdp(), 'the SDP has no audio'],
    ['with refused audio', sdp('m=audio 0 RTP/AVP 8'), 'the SDP refuses the audio (port 0)'],
    ['that is none', 'hello', 'the SDP does not begin with v=0'],
    ['that is empty', '', 'the SDP does not begin with v=0'],
    ['with a broken stream', sdp('m=audio here please'), 'the SDP has a media line that cannot be read: m=audio here please'],
  ])('one %s is refused in words', (_, text, words) => expect(() => audioOf(text)).toThrow(words));

  it('64 kB of other lines do no harm', () =>
    expect(audioOf(sdp('m=audio 5004 RTP/AVP 8', ...Array.from({ length: 2000 }, () => `a=x:${'z'.repeat(28)}`))).port).toBe(
      5004,
    ));
});

describe('the inner side of a leg', () => {
  it('offers PCMA and digits', () => {
    const offer = innerOffer(inner, 101, 'audio');
    expect(audioOf(offer)).toEqual({
      host: '127.0.0.1',
      port: 4000,
      digitType: 101,
      direction: 'sendrecv',
      mid: 'audio',
      codecs: new Set(['PCMA']),
    });
    expect(offer).toContain('o=zuoxi 1 3 IN IP4 127.0.0.1\r\n');
  });

  it.each([101, 126])('answers with the payload type %d that was offered for digits: rtpengine does not translate it', (type) =>
    expect(audioOf(innerAnswer(sdp(`m=audio 5004 RTP/AVP 8 ${type}`, ...digits(type)), inner)).digitType).toBe(type),
  );

  it.each([
    ['sendonly', 'recvonly'],
    ['recvonly', 'sendonly'],
    ['inactive', 'inactive'],
    ['sendrecv', 'sendrecv'],
  ])('answers %s with %s', (offered, answered) =>
    expect(audioOf(innerAnswer(sdp('m=audio 5004 RTP/AVP 8', `a=${offered}`), inner)).direction).toBe(answered),
  );

  it('refuses every other stream, in its place', () => {
    const answer = innerAnswer(sdp('m=video 5002 RTP/AVP 96', 'm=audio 5004 RTP/AVP 8', 'm=audio 5006 RTP/AVP 8'), inner);
    expect(answer.match(/^m=.*$/gm)?.map((m) => m.trim())).toEqual([
      'm=video 0 RTP/AVP 96',
      'm=audio 4000 RTP/AVP 8',
      'm=audio 0 RTP/AVP 8',
    ]);
  });
});

describe('can we speak with it?', () => {
  it.each([
    ['PCMA', '8 101', [], ['PCMA']],
    ['PCMU and digits', '0 101', digits(101), ['PCMU']],
    ['both', '18 0 8', [], ['PCMU', 'PCMA']],
    ['PCMA under a number of its own', '97', ['a=rtpmap:97 pcma/8000'], ['PCMA']],
  ])('%s', (_what, types, lines, codecs) =>
    expect([...usableAudio(sdp(`m=audio 5004 RTP/AVP ${types}`, ...lines), 'phone').codecs]).toEqual(codecs),
  );

  it.each([
    ['G.729 and digits', '18 101', digits(101)],
    ['G.722 and digits', '9 101', digits(101)],
    ['AMR and digits', '96 101', ['a=rtpmap:96 AMR/8000', ...digits(101)]],
    ['digits alone', '101', digits(101)],
    ['another codec under the number of PCMA', '8', ['a=rtpmap:8 L16/8000']],
    ['PCMU at 16 kHz', '98', ['a=rtpmap:98 PCMU/16000']],
  ])('not with %s', (_what, types, lines) =>
    expect(() => usableAudio(sdp(`m=audio 5004 RTP/AVP ${types}`, ...lines), 'phone')).toThrow('has no audio codec that we have'),
  );

  it.each(['IN IP6 2001:db8::1', 'IN IP4 phone.example.com', 'IN IP4 10.example.com'])('not at %s', (connection) =>
    expect(() =>
      usableAudio(['v=0', 's=-', `c=${connection}`, 't=0 0', 'm=audio 5004 RTP/AVP 8', ''].join('\r\n'), 'phone'),
    ).toThrow('names no IPv4 address'),
  );

  it('a browser’s address stands among its candidates', () =>
    expect(
      usableAudio(['v=0', 's=-', 'c=IN IP6 ::', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 8', ''].join('\r\n'), 'browser').host,
    ).toBeNull());
});

it.each([
  ['phone', 'sendrecv', '192.0.2.7', true],
  ['phone', 'recvonly', '192.0.2.7', true],
  ['phone', 'sendonly', '192.0.2.7', false],
  ['phone', 'inactive', '192.0.2.7', false],
  ['phone', 'sendrecv', '0.0.0.0', false],
  ['browser', 'sendrecv', '0.0.0.0', true], // no candidate was gathered yet
  ['browser', 'sendonly', '0.0.0.0', false],
] as const)('a %s, %s at %s: it wants to hear us: %s', (peer, direction, host, wanted) => {
  const sdp = ['v=0', 's=-', `c=IN IP4 ${host}`, 't=0 0', 'm=audio 5004 RTP/AVP 8', `a=${direction}`, ''].join('\r\n');
  expect(listens(audioOf(sdp), peer)).toBe(wanted);
});
