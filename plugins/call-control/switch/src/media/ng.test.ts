import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode } from './bencode';
import { NgClient, NgError } from './ng';

/** Speaks NG like rtpengine: `answer` gets what arrived and says what goes back, null for nothing. */
async function standIn(answer: (body: ReturnType<typeof decode>, nth: number) => string | null) {
  const socket: Socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const cookies: string[] = [];
  socket.on('message', (datagram, from) => {
    const space = datagram.indexOf(' ');
    cookies.push(datagram.toString('latin1', 0, space));
    const back = answer(decode(datagram.subarray(space + 1)), cookies.length);
    if (back !== null) socket.send(`${cookies.at(-1)} ${back}`, from.port, from.address);
  });
  const ng = new NgClient({ host: '127.0.0.1', port: socket.address().port });
  const close = (): void => {
    ng.close();
    socket.close();
  };
  return { ng, cookies, close };
}
const pong = encode({ result: 'pong' }).toString();

describe('the NG client', () => {
  it('asks again with the same cookie when a datagram is lost', async () => {
    const { ng, cookies, close } = await standIn((_, nth) => (nth < 3 ? null : pong));
    await ng.ping();
    expect(new Set(cookies).size).toBe(1);
    expect(cookies).toHaveLength(3);
    close();
  });

  it('each command has a cookie of its own, and an answer finds its question', async () => {
    const { ng, cookies, close } = await standIn((body) => encode({ result: 'ok', sdp: JSON.stringify(body) }).toString());
    const [a, b] = await Promise.all([ng.offer({ 'call-id': 'a' }), ng.offer({ 'call-id': 'b' })]);
    expect([JSON.parse(a), JSON.parse(b)]).toEqual([
      { command: 'offer', 'call-id': 'a' },
      { command: 'offer', 'call-id': 'b' },
    ]);
    expect(new Set(cookies).size).toBe(2);
    close();
  });

  it('gives up after 3 s and says whom it asked for what', async () => {
    const ng = new NgClient({ host: '127.0.0.1', port: 1 });
    await expect(ng.ping()).rejects.toThrow('rtpengine ping: no answer from 127.0.0.1:1 within 3 s');
    ng.close();
  });

  it('what no datagram holds is refused at once', async () => {
    const ng = new NgClient({ host: '127.0.0.1', port: 1 });
    await expect(ng.offer({ sdp: 'x'.repeat(65_536) })).rejects.toThrow(
      /rtpengine offer: \d+ bytes are more than a datagram holds/,
    );
  });

  it('a refusal carries the reason', async () => {
    const { ng, close } = await standIn(() => encode({ result: 'error', 'error-reason': 'Ran out of ports' }).toString());
    const refused = ng.offer({ 'call-id': 'a' });
    await expect(refused).rejects.toThrow(NgError);
    await expect(refused).rejects.toThrow('rtpengine offer: Ran out of ports');
    close();
  });

  it.each(['x', 'le', 'i1e', 'd6:result', encode({ result: 'ok' }).toString()])(
    'an answer %j to an offer is an error, no crash',
    async (text) => {
      const { ng, close } = await standIn(() => text);
      await expect(ng.offer({ 'call-id': 'a' })).rejects.toThrow('rtpengine offer: ');
      close();
    },
  );

  it('what waits when it is closed is told so', async () => {
    const { ng, close } = await standIn(() => null);
    const asked = ng.ping();
    close();
    await expect(asked).rejects.toThrow('the client was closed');
  });
});
