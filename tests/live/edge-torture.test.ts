/** RFC 4475: every message at Kamailio, from a stranger and from a trunk, over UDP and TCP. A right answer or silence; never a crash. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { request } from '../support/sip/message';
import { tcpPeer, udpPeer, type Peer } from '../support/sip/peer';
import { standInSwitch, type StandInSwitch } from '../support/sip/stand-in-switch';

const folder = join(dirname(require.resolve('sip/package.json')), 'test/messages');
const files = readdirSync(folder).filter((f) => f.endsWith('.dat') && f !== 'test.dat');
const messageOf = (file: string): Buffer => readFileSync(join(folder, file));

/**
 * What a stranger is answered; a file that is not here gets silence. Silence is right for responses to nothing, and for what cannot be
 * read far enough to know whom to answer. Registrations are for example.com and OPTIONS for others than us: refused as such.
 */
const answers: Readonly<Record<number, readonly string[]>> = {
  400: ['baddn', 'clerr', 'dblreq', 'escruri', 'ltgtruri', 'mismatch01', 'mismatch02', 'novelsc', 'scalar02', 'unkscm', 'unksm2'],
  403: ['baddate', 'esc01', 'inv2543', 'invut', 'longreq', 'sdp01'],
  404: ['cparam01', 'cparam02', 'escnull', 'regaut01', 'regbadct', 'regescrt'],
  405: ['badaspec', 'badbranch', 'bext01', 'lwsdisp', 'mpart01', 'semiuri', 'transports', 'trws'],
  483: ['zeromf'],
};
const answerTo = (file: string): number | null => {
  const found = Object.entries(answers).find(([, names]) => names.includes(file.replace('.dat', '')));
  return found ? Number(found[0]) : null;
};

let edge: PrivateKamailio;
let theSwitch: StandInSwitch;
let before: number[];

beforeAll(async () => {
  edge = await givenKamailio();
  theSwitch = await standInSwitch(edge.instance.ports);
  await theSwitch.live();
  theSwitch.onRequest = (m) => void (m.method !== 'ACK' && theSwitch.answer(m, 488));
  await edge.rpc.call('htable.sets', 'trunks', '127.0.0.77', 'carrier');
  await edge.rpc.call('htable.sets', 'pushed', 'phones', 'all');
  before = await edge.pids();
});
afterAll(async () => {
  await theSwitch.die();
  await edge.stop();
});

/** An answer that is due may come late on a busy machine; silence is listened to for a moment. */
async function statusOf(message: Buffer, host: string, due: number | null): Promise<number | null> {
  const peer = await udpPeer(edge.sip, host);
  peer.say(message);
  const status = await firstFinal(peer, due === null ? 300 : 4000);
  await peer.close();
  return status;
}
const firstFinal = async (peer: Peer, withinMs: number): Promise<number | null> =>
  (await peer.inbox.next('a final response', (m) => (m.status ?? 0) >= 200, withinMs).catch(() => null))?.status ?? null;

it('there are all of them', () => {
  expect(files.length).toBeGreaterThanOrEqual(49);
  for (const name of Object.values(answers).flat()) expect(files).toContain(`${name}.dat`);
});

describe.each(files)('%s', (file) => {
  it('from a stranger', async () => {
    const due = answerTo(file);
    expect(await statusOf(messageOf(file), '127.0.0.6', due)).toBe(due);
  });

  it('from a trunk: refused alike, or the switch’s to judge', async () => {
    const strangers = answerTo(file);
    const due = strangers === 403 ? 488 : strangers;
    expect(await statusOf(messageOf(file), '127.0.0.77', due)).toBe(due);
  });
});

it('all of them over TCP, each on a connection of its own, leave the edge as it was', async () => {
  for (const file of files) {
    const peer = await tcpPeer(edge.sip, '127.0.0.77');
    peer.say(messageOf(file));
    peer.say(request({ method: 'OPTIONS', uri: 'sip:zuoxi', via: peer.via, from: '<sip:x@y.example>', to: '<sip:zuoxi>' }));
    await firstFinal(peer, 100);
    await peer.close();
  }
  expect(await edge.healthy(before)).toBe(true);
}, 30_000);

it('every process of the edge is still the same, and answers', async () => {
  expect(await edge.healthy(before)).toBe(true);
});
