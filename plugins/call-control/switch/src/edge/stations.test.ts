import { AgentId } from '@zuoxi/contracts';
import type { Contact, Domains } from 'kamailio-rpc-client';
import type { AdapterInput } from '../ports';
import { graceMs, Stations } from './stations';

const [a1, a2] = [AgentId.parse('a1'), AgentId.parse('a2')];
const contact = (received: string, more: Partial<Contact> = {}): Contact => ({
  address: 'sip:x@y',
  expires: 60,
  callId: 'c',
  cseq: 1,
  userAgent: '',
  received,
  path: null,
  state: 'CS_NEW',
  socket: null,
  ruid: 'r',
  roundtripMs: 7.5,
  lastKeepalive: 0,
  lastModified: 0,
  ...more,
});
const browser = contact('sip:127.0.0.1:40000;transport=ws');
const phone = contact('sip:10.0.0.9:5060', { roundtripMs: 20 });
const dump = (registered: Record<string, Contact[]>): Domains => [
  { table: 'location', registered: Object.entries(registered).map(([aor, contacts]) => ({ aor, contacts })) },
];

let posted: AdapterInput[];
let stations: Stations;
beforeEach(() => {
  posted = [];
  stations = new Stations((input) => void posted.push(input));
});

it('tells what the registrar holds once, and the latency of the phone that will ring (STA-47)', () => {
  stations.reconcile(dump({ a1: [phone, browser] }), new Set([a1, a2]), graceMs);
  stations.reconcile(dump({ a1: [phone, browser] }), new Set([a1, a2]), graceMs);
  expect(posted).toEqual([
    { on: 'station.registered', agent: a1, peer: 'browser' },
    { on: 'station.gone', agent: a2 },
  ]);
  expect([stations.latency(a1), stations.latency(a2)]).toEqual([7.5, null]);
});

it('falls back to the desk phone when the browser has gone, and to nothing when that has gone too', () => {
  stations.found(a1, [browser, phone]);
  stations.found(a1, [phone]);
  stations.found(a1, [{ ...phone, expires: 0 }]);
  expect(posted).toEqual([
    { on: 'station.registered', agent: a1, peer: 'browser' },
    { on: 'station.registered', agent: a1, peer: 'phone' },
    { on: 'station.gone', agent: a1 },
  ]);
});

it('says it again when a page was loaded anew: its registration is what the engine waits for', () => {
  stations.found(a1, [browser], true);
  stations.found(a1, [browser, browser], true);
  expect(posted).toHaveLength(2);
});

it('takes absence from a registrar that has only just started for nothing', () => {
  stations.found(a1, [browser]);
  stations.reconcile(dump({}), new Set([a1]), graceMs - 1);
  expect(posted).toHaveLength(1);
  stations.reconcile(dump({}), new Set([a1]), graceMs);
  expect(posted[1]).toEqual({ on: 'station.gone', agent: a1 });
});

it('names the registered who are nobody, and tells an agent anew who comes back into the directory', () => {
  stations.reconcile(dump({ a1: [browser] }), new Set([a1]), graceMs);
  expect(stations.reconcile(dump({ a1: [browser] }), new Set(), graceMs)).toEqual([a1]);
  stations.reconcile(dump({ a1: [browser] }), new Set([a1]), graceMs);
  expect(posted).toHaveLength(2);
});
