/** kamailio-rpc-client beside a real Kamailio: every word of the dictionary, and every way to fail. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createRpcClient, methods, RpcError, type RpcClient } from 'kamailio-rpc-client';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { register } from '../support/sip/register';
import { tcpPeer, udpPeer, wsPeer } from '../support/sip/peer';

let kamailio: PrivateKamailio;
let rpc: RpcClient;
const spoken = new Set<string>();

beforeAll(async () => {
  kamailio = await givenKamailio();
  rpc = {
    ...kamailio.rpc,
    call: (method, ...params) => {
      spoken.add(method);
      return kamailio.rpc.call(method, ...params);
    },
  };
});
afterAll(async () => {
  await kamailio.stop();
  expect([...spoken].sort()).toEqual(Object.keys(methods).sort());
});

const refused = (code: number) => expect.objectContaining({ name: 'RpcError', fault: { kind: 'refused', code } });

it('core: how long it has been up, and as which processes', async () => {
  const { seconds, since } = await rpc.call('core.uptime');
  expect(seconds).toBeGreaterThanOrEqual(0);
  expect(new Date(since).getTime()).not.toBeNaN();
  const processes = await rpc.call('core.psx');
  expect(processes[0]).toMatchObject({ index: 0, name: expect.stringContaining('main process') });
});

it('core: connections, who has them and on which port of ours', async () => {
  const phone = await tcpPeer(kamailio.sip, '127.0.0.9');
  const connections = await rpc.call('core.tcp_list');
  expect(connections).toContainEqual(
    expect.objectContaining({ type: 'TCP', remote: phone.local, localPort: kamailio.sip.port, lifetime: 30 }),
  );
  await phone.close();
});

it('stats: numbers by name', async () => {
  const all = await rpc.call('stats.get_statistics', 'all');
  expect(all.get('usrloc:location_contacts')).toBe(0);
  expect([...(await rpc.call('stats.get_statistics', 'rcv_requests')).keys()]).toEqual(['core:rcv_requests']);
});

it('htable: written, read, dumped, deleted, flushed; integers stay integers, and digits in a string stay a string', async () => {
  await rpc.call('htable.sets', 'trunks', '10.0.0.1', '42');
  await rpc.call('htable.seti', 'trunks', 'n', 42);
  expect([await rpc.call('htable.get', 'trunks', '10.0.0.1'), await rpc.call('htable.get', 'trunks', 'n')]).toEqual(['42', 42]);
  expect(await rpc.call('htable.dump', 'trunks')).toEqual(
    new Map<string, string | number>([
      ['10.0.0.1', '42'],
      ['n', 42],
    ]),
  );
  await rpc.call('htable.delete', 'trunks', 'n');
  await expect(rpc.call('htable.delete', 'trunks', 'n')).rejects.toEqual(refused(404));
  await rpc.call('htable.flush', 'trunks');
  expect((await rpc.call('htable.dump', 'trunks')).size).toBe(0);
  await expect(rpc.call('htable.get', 'trunks', '10.0.0.1')).rejects.toEqual(refused(500));
});

it('ul: contacts with their way, latency and age; removed they are gone', async () => {
  const phone = await udpPeer(kamailio.sip);
  await rpc.call('htable.sets', 'phones', 'a1', createHash('md5').update('a1:zuoxi:geheim').digest('hex'));
  const login = () => register(phone, { agent: 'a1', user: 'a1', password: 'geheim' });
  await login();
  const [domain] = await rpc.call('ul.dump');
  const { contacts } = await rpc.call('ul.lookup', 'location', 'a1');
  expect(domain?.registered).toEqual([{ aor: 'a1', contacts: [{ ...contacts[0], expires: expect.any(Number) }] }]);
  expect(contacts[0]).toMatchObject({ received: `sip:${phone.via.slice(4)}`, path: null, roundtripMs: null });
  await rpc.call('ul.rm_contact', 'location', 'a1', contacts[0]?.address ?? '');
  await expect(rpc.call('ul.lookup', 'location', 'a1')).rejects.toEqual(refused(500));
  await login();
  await rpc.call('ul.rm', 'location', 'a1');
  await rpc.call('ul.rm', 'location', 'nobody');
  await expect(rpc.call('ul.lookup', 'location', 'a1')).rejects.toEqual(refused(500));
  await phone.close();
});

it('ws: open connections', async () => {
  const browser = await wsPeer(kamailio.ws);
  const [connection] = await rpc.call('ws.dump');
  expect(connection).toMatchObject({ local: `127.0.0.1:${kamailio.ws.port}`, state: 'OPEN' });
  await browser.close();
});

it('pike: addresses that are too busy; tls: refused where the module is not loaded', async () => {
  expect(await rpc.call('pike.list')).toEqual({ maxHits: 400, hot: [] });
  await expect(rpc.call('tls.reload')).rejects.toEqual(refused(500));
});

describe('fails with one kind of error', () => {
  const failing = async (answer: string | null): Promise<unknown> => {
    const server = createServer((_, response) => void (answer === null ? undefined : response.end(answer))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const client = createRpcClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, patience: 100 });
    const error = await client.call('core.uptime').catch((e: unknown) => e);
    client.close();
    server.closeAllConnections();
    server.close();
    return error;
  };

  it('when nobody listens, nobody answers, or somebody else does', async () => {
    const nobody = createRpcClient({ host: '127.0.0.1', port: 1 });
    const errors = [await nobody.call('core.uptime').catch((e: unknown) => e), await failing(null), await failing('<html>')];
    for (const error of errors)
      expect(error).toMatchObject({ name: 'RpcError', method: 'core.uptime', fault: { kind: 'unreachable' } });
    expect(errors[0]).toBeInstanceOf(RpcError);
  });

  it('when Kamailio speaks of something that the dictionary does not know', async () => {
    const error = await failing('{"jsonrpc":"2.0","id":1,"result":{"uptime":"long"}}');
    expect(error).toMatchObject({ fault: { kind: 'shape' }, message: expect.stringContaining('up_since') });
  });
});

it('finds Kamailio again after its restart', async () => {
  await kamailio.restart();
  await expect(rpc.call('core.uptime')).resolves.toMatchObject({ seconds: expect.any(Number) });
});
