/** The torture messages of RFC 4475 (npm `sip` carries them; read in place) against parser and user agent: the right answer or silence. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Flow, Sink, Transport } from '../transport/transport';
import { defaultLimits } from '../transport/transport';
import { deliverDatagram } from '../transport/datagram';
import { deliverFrame, Framer } from '../transport/framing';
import { VirtualClock } from '../testkit/virtual-clock';
import { titleOf } from '../testkit/network';
import { Agent } from './agent';

const folder = join(dirname(require.resolve('sip/package.json')), 'test', 'messages');
const silence: string[] = [];

/** RFC section, file, what the user agent says to it; `invited`: it reaches the application */
const cases: readonly (readonly [section: string, file: string, answers: readonly string[], invited?: 'invited'])[] = [
  ['3.1.1.1 a short tortuous INVITE (it has a To tag)', 'wsinv', ['100 INVITE', '481 INVITE']],
  ['3.1.1.2 wide range of valid characters', 'intmeth', [`501 !interesting-Method0123456789_*+\`.%indeed'~`]],
  ['3.1.1.3 valid use of the % escaping mechanism', 'esc01', ['100 INVITE'], 'invited'],
  ['3.1.1.4 escaped nulls in URIs', 'escnull', ['405 REGISTER']],
  ['3.1.1.5 use of % when it is not an escape', 'esc02', ['501 RE%47IST%45R']],
  ['3.1.1.6 message with no LWS between display name and <', 'lwsdisp', ['200 OPTIONS']],
  ['3.1.1.7 long values in header fields', 'longreq', ['100 INVITE'], 'invited'],
  ['3.1.1.8 extra trailing octets in a UDP datagram', 'dblreq', ['405 REGISTER']],
  ['3.1.1.9 semicolon-separated parameters in URI user part', 'semiuri', ['200 OPTIONS']],
  ['3.1.1.10 varied and unknown transport types', 'transports', ['200 OPTIONS']],
  ['3.1.1.11 multipart MIME message', 'mpart01', ['405 MESSAGE']],
  ['3.1.1.12 unusual reason phrase', 'unreason', silence],
  ['3.1.1.13 empty reason phrase', 'noreason', silence],
  ['3.1.2.1 extraneous header field separators', 'badinv01', ['400 INVITE']],
  ['3.1.2.2 content length larger than message', 'clerr', ['400 INVITE']],
  ['3.1.2.3 negative Content-Length', 'ncl', ['400 INVITE']],
  ['3.1.2.4 request scalar fields with overlarge values', 'scalar02', ['400 REGISTER']],
  ['3.1.2.5 response scalar fields with overlarge values', 'scalarlg', silence],
  ['3.1.2.6 unterminated quoted string in display name', 'quotbal', ['400 INVITE']],
  ['3.1.2.7 <> enclosing request URI', 'ltgtruri', ['400 INVITE']],
  ['3.1.2.8 malformed SIP request URI (embedded LWS)', 'lwsruri', ['400 INVITE']],
  ['3.1.2.9 multiple SP separating request-line elements', 'lwsstart', ['400 INVITE']],
  ['3.1.2.10 SP characters at end of request line', 'trws', ['400 OPTIONS']],
  ['3.1.2.11 escaped headers in SIP request URI', 'escruri', ['100 INVITE', '400 INVITE']],
  ['3.1.2.12 invalid time zone in Date header field', 'baddate', ['100 INVITE'], 'invited'],
  ['3.1.2.13 failure to enclose name-addr URI in <>', 'regbadct', ['405 REGISTER']],
  ['3.1.2.14 spaces within addr-spec', 'badaspec', ['400 OPTIONS']],
  ['3.1.2.15 non-token characters in display name', 'baddn', ['400 OPTIONS']],
  ['3.1.2.16 unknown protocol version', 'badvers', ['505 OPTIONS']],
  ['3.1.2.17 start line and CSeq method mismatch', 'mismatch01', ['400 INVITE']],
  ['3.1.2.18 unknown method with CSeq method mismatch', 'mismatch02', ['400 INVITE']],
  ['3.1.2.19 overlarge response code', 'bigcode', silence],
  ['3.2.1 missing transaction identifier', 'badbranch', ['200 OPTIONS']],
  ['3.3.1 missing required header fields', 'insuf', ['400 INVITE']],
  ['3.3.2 request URI with unknown scheme', 'unkscm', ['416 OPTIONS']],
  ['3.3.3 request URI with known but atypical scheme', 'novelsc', ['416 OPTIONS']],
  ['3.3.4 unknown URI schemes in header fields', 'unksm2', ['405 REGISTER']],
  ['3.3.5 Proxy-Require and Require', 'bext01', ['420 OPTIONS']],
  ['3.3.6 unknown Content-Type', 'invut', ['100 INVITE', '415 INVITE']],
  ['3.3.7 unknown authorization scheme', 'regaut01', ['405 REGISTER']],
  ['3.3.8 multiple values in single-value required fields', 'multi01', ['400 INVITE']],
  ['3.3.9 multiple Content-Length values', 'mcl01', ['400 OPTIONS']],
  ['3.3.10 200 OK response with broadcast Via header field value', 'bcast', silence],
  ['3.3.11 Max-Forwards of zero (we are where it goes)', 'zeromf', ['200 OPTIONS']],
  ['3.3.12 REGISTER with a contact header parameter', 'cparam01', ['405 REGISTER']],
  ['3.3.13 REGISTER with a URL parameter', 'cparam02', ['405 REGISTER']],
  ['3.3.14 REGISTER with a URL escaped header', 'regescrt', ['405 REGISTER']],
  ['3.3.15 unacceptable Accept offering', 'sdp01', ['100 INVITE', '406 INVITE']],
  ['3.4.1 INVITE with RFC 2543 syntax', 'inv2543', ['100 INVITE'], 'invited'],
  ['(not in the RFC) no CSeq number', 'badcseq', ['400 ']],
  ['(not in the RFC) no SIP at all', 'test', silence],
];

const remote = { host: '192.0.2.99', port: 5060 };

/** Takes bytes from the test and gives back what the user agent says. */
class Wire implements Transport {
  readonly said: string[] = [];
  sink: Sink | null = null;
  readonly flow: Flow = { remote, send: (text) => this.said.push(text) > 0 };
  constructor(readonly protocol: 'TCP' | 'UDP') {}
  local = () => ({ host: '192.0.2.1', port: 5060 });
  connected = () => true;
  start = async (sink: Sink) => void (this.sink = sink);
  close = async () => undefined;
  send = (text: string) => void this.said.push(text);
}

async function open(protocol: 'TCP' | 'UDP') {
  const wire = new Wire(protocol);
  const invited: string[] = [];
  const options = { local: wire.local(), name: 'test', newId: () => 'in', clock: new VirtualClock() };
  const on = { invited: (id: string) => void invited.push(id), ended: () => undefined };
  const ua = new Agent({ transport: protocol === 'TCP' ? 'tcp' : 'udp', ...options, on }, wire);
  await ua.start();
  if (!wire.sink) throw new Error('not started');
  return { wire, sink: wire.sink, invited };
}

describe('RFC 4475 over UDP', () => {
  const told = cases.map(([section, file, answers, asked]) => ({ section, file, answers, asked }));
  test.each(told)('$section: $file is answered $answers', async ({ file, answers, asked }) => {
    const { wire, sink, invited } = await open('UDP');
    deliverDatagram(sink, readFileSync(join(folder, `${file}.dat`)), remote, defaultLimits, () => wire.flow);
    expect(wire.said.map(titleOf)).toEqual(answers);
    expect(invited).toHaveLength(asked ? 1 : 0);
  });
});

test('all of them on TCP connections, whole and byte by byte: nothing throws, and both ways say the same', async () => {
  for (const [, file] of cases) {
    const bytes = readFileSync(join(folder, `${file}.dat`));
    const said: string[][] = [];
    for (const size of [bytes.length, 1]) {
      const { wire, sink } = await open('TCP');
      const framer = new Framer(defaultLimits);
      let open_ = true;
      for (let i = 0; i < bytes.length && open_; i += size)
        for (const frame of framer.push(bytes.subarray(i, i + size))) open_ = deliverFrame(sink, frame, wire.flow);
      said.push(wire.said.map(titleOf));
    }
    expect([file, said[0]]).toEqual([file, said[1]]);
  }
});
