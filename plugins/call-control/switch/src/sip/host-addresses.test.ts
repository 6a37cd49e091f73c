/** Trunks by name: dialling never waits for DNS that is known to be slow, and DNS that is away takes no call with it. */
import pino from 'pino';
import { HostAddresses, UnknownHost } from './host-addresses';
import { inHosts } from './look-up';

const stage = () => {
  const asked: string[] = [];
  const logged: string[] = [];
  const answers = new Map<string, string>([['carrier.example', '192.0.2.1']]);
  let now = 0;
  const hosts = new HostAddresses({
    lookUp: async (host) => {
      asked.push(host);
      const address = answers.get(host);
      if (address === undefined) throw new Error('ENOTFOUND');
      return { address, ttl: 60 };
    },
    clock: () => now,
    log: pino({ base: null }, { write: (line: string) => void logged.push(line) }),
  });
  return { hosts, asked, answers, logged, after: (ms: number) => (now += ms) };
};

test('an address is itself, and nobody is asked', async () => {
  const s = stage();
  expect(await s.hosts.addressOf('192.0.2.9')).toBe('192.0.2.9');
  expect(s.asked).toEqual([]);
});

test('hosts of the directory are known before anybody dials, and asked for again when their time is up', async () => {
  const s = stage();
  s.hosts.follow(['carrier.example', '192.0.2.9']);
  expect(await s.hosts.addressOf('carrier.example')).toBe('192.0.2.1');
  s.after(59_000);
  await s.hosts.addressOf('carrier.example');
  expect(s.asked).toEqual(['carrier.example']);
  s.answers.set('carrier.example', '192.0.2.2');
  s.after(2_000);
  s.hosts.follow(['carrier.example']);
  await new Promise(setImmediate);
  expect(await s.hosts.addressOf('carrier.example')).toBe('192.0.2.2');
  s.hosts.stop();
});

test('a host that is not there is said once, named as a trouble, and refused at once until it is asked for again', async () => {
  const s = stage();
  s.hosts.follow(['lost.example']);
  await expect(s.hosts.addressOf('lost.example')).rejects.toThrow(new UnknownHost('lost.example', 'ENOTFOUND'));
  await expect(s.hosts.addressOf('lost.example')).rejects.toThrow(UnknownHost);
  expect(s.asked).toHaveLength(1);
  expect(s.hosts.trouble()).toBe('hosts of trunks that do not resolve: lost.example (ENOTFOUND)');
  s.after(6_000);
  s.answers.set('lost.example', '192.0.2.3');
  expect(await s.hosts.addressOf('lost.example')).toBe('192.0.2.3');
  expect(s.hosts.trouble()).toBeNull();
  expect(s.logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'the host of a trunk does not resolve',
    'the host of a trunk resolves again',
  ]);
  s.hosts.stop();
});

test('while DNS is away calls go where they went last, without waiting', async () => {
  const s = stage();
  s.hosts.follow(['carrier.example']);
  await s.hosts.addressOf('carrier.example');
  s.answers.clear();
  s.after(61_000);
  s.hosts.follow(['carrier.example']);
  expect(await s.hosts.addressOf('carrier.example')).toBe('192.0.2.1');
  await new Promise(setImmediate);
  expect(s.hosts.trouble()).toContain('carrier.example (ENOTFOUND; calls still go to 192.0.2.1)');
  s.hosts.stop();
});

test('calls at the same moment ask once; a host that left the directory is no trouble', async () => {
  const s = stage();
  await Promise.all([1, 2, 3].map(() => s.hosts.addressOf('carrier.example')));
  expect(s.asked).toHaveLength(1);
  s.hosts.follow(['lost.example']);
  await new Promise(setImmediate);
  s.hosts.follow([]);
  expect(s.hosts.trouble()).toBeNull();
  s.hosts.stop();
});

test('names of the hosts file are found as hosts(5) writes them', () => {
  const text = '# c\n127.0.0.1\tlocalhost\n::1 localhost\n10.1.2.3  Carrier.local carrier # main\n';
  expect(['localhost', 'carrier', 'carrier.local', 'main', 'c'].map((name) => inHosts(text, name))).toEqual([
    '127.0.0.1',
    '10.1.2.3',
    '10.1.2.3',
    undefined,
    undefined,
  ]);
});
