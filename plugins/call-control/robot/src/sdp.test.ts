import { answerSdp, flawedSdp, offerSdp, readSdp } from './sdp';

const here = { host: '127.0.0.1', port: 4000 };

describe('the SDP of a robot', () => {
  it('is understood by another robot: A-law first, digits, where the sound goes', () => {
    expect(readSdp(offerSdp(here))).toEqual({ to: here, codec: 'PCMA', payloadType: 8, digitType: 101 });
  });

  it('takes µ-law from a phone that has nothing else', () => {
    const offer = offerSdp(here, ['PCMU']);
    const agreement = readSdp(offer);
    expect(agreement).toMatchObject({ codec: 'PCMU', payloadType: 0 });
    expect(readSdp(answerSdp(here, { ...agreement!, to: here }))).toEqual(agreement);
  });

  it('answers in the payload types of the offer', () => {
    const browser = offerSdp(here).replaceAll('101', '126');
    const agreement = readSdp(browser);
    expect(agreement?.digitType).toBe(126);
    expect(answerSdp(here, agreement!)).toContain('a=rtpmap:126 telephone-event/8000');
  });

  it('reads an address of the session when the stream has none, and the stream first when it has one', () => {
    expect(readSdp('v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 8000 RTP/AVP 8\r\n')?.to).toEqual({ host: '10.0.0.1', port: 8000 });
    expect(readSdp('v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 8000 RTP/AVP 8\r\nc=IN IP4 10.0.0.2\r\n')?.to.host).toBe('10.0.0.2');
  });

  it.each(['garbage', 'noAudio', 'noCodec'] as const)('%s: there is nothing a phone could use', (flaw) => {
    expect(readSdp(flawedSdp(flaw, here))).toBeNull();
  });

  it('huge: a message that one datagram can still carry', () => {
    const size = Buffer.byteLength(flawedSdp('huge', here));
    expect(size).toBeGreaterThan(63_000);
    expect(size).toBeLessThan(64_600); // 65,507 less a SIP head
  });

  it('a declined stream is no stream', () => {
    expect(readSdp('v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 0 RTP/AVP 8\r\n')).toBeNull();
  });
});
