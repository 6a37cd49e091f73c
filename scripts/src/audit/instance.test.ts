/** What an instance shows of itself: files and ports, decided without one. */
import { chmodSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstance } from '@zuoxi/contracts/environment';
import { addressOf, socketsOf } from '../net/sockets';
import { services } from '../services';
import { entriesBelow, judge as judgeFiles } from './files';
import { judge as judgePorts, type Listener } from './ports';

describe('private files', () => {
  test('one that others may read is named with its cure; a folder that is closed above it is no excuse', () => {
    const data = mkdtempSync(join(tmpdir(), 'zuoxi-audit-'));
    try {
      mkdirSync(join(data, 'tls'), { mode: 0o700 });
      writeFileSync(join(data, 'tls/key.pem'), '', { mode: 0o600 });
      expect(judgeFiles(entriesBelow(data), data)).toEqual([
        { kind: 'well', found: expect.stringMatching(/^3 files/) as string },
      ]);
      chmodSync(join(data, 'tls/key.pem'), 0o644);
      expect(judgeFiles(entriesBelow(data), data)).toEqual([
        { kind: 'ill', found: `${data}/tls/key.pem has mode 644`, cure: `chmod -R go-rwx ${data}` },
      ]);
      chmodSync(join(data, 'tls/key.pem'), 0o620);
      expect(judgeFiles(entriesBelow(data), data)).toMatchObject([{ kind: 'ill' }]);
      chmodSync(join(data, 'tls/key.pem'), 0o600);
      mkdirSync(join(data, 'logs/cms'), { recursive: true, mode: 0o700 });
      writeFileSync(join(data, 'logs/cms/current'), '', { mode: 0o644 }); // svlogd knows no other mode
      expect(judgeFiles(entriesBelow(data), data)).toMatchObject([{ kind: 'well' }]);
      chmodSync(join(data, 'logs/cms'), 0o755);
      expect(judgeFiles(entriesBelow(data), data)).toMatchObject([{ kind: 'ill', found: `${data}/logs/cms has mode 755` }]);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });
});

describe('open ports', () => {
  const instance = readInstance({ ZUOXI_HOST: '192.0.2.7' }, '/srv/zuoxi');
  const { ports, web, sip, rtp, host } = instance;
  const one = (given: Partial<Listener>): Listener => ({
    protocol: 'tcp',
    host: '127.0.0.1',
    port: ports.cms,
    pid: 7,
    service: 'cms',
    ...given,
  });
  const kinds = (...listeners: Listener[]) => judgePorts(listeners, services, instance).map(({ kind }) => kind);

  test('what the table names, where it names it', () => {
    const proper = [
      one({}),
      one({ service: 'nginx', host, port: web }),
      one({ service: 'kamailio', host, port: sip, protocol: 'udp' }),
      one({ service: 'rtpengine', host, port: rtp.min + 8, protocol: 'udp' }),
      one({ service: 'rtpengine', port: rtp.max, protocol: 'udp' }),
      one({ service: 'switch', port: 51234, protocol: 'udp' }), // asks rtpengine
    ];
    expect(judgePorts(proper, services, instance)).toEqual([
      {
        kind: 'well',
        found: expect.stringContaining(
          `reachable from outside: 192.0.2.7:${rtp.min + 8}/udp, 192.0.2.7:${sip}/udp, 192.0.2.7:${web}/tcp`,
        ) as string,
      },
    ]);
  });

  test.each<[string, Partial<Listener>]>([
    ['a planted port, even on loopback', { port: 4444 }],
    ['a planted port for everybody', { host: '0.0.0.0', port: 4444 }],
    ['an internal one that everybody reaches', { host: '0.0.0.0' }],
    ['an internal one on the address for phones', { service: 'kamailio', host, port: ports.rpc }],
    ['the web on every address, when it was given one', { service: 'nginx', host: '0.0.0.0', port: web }],
    [
      'a UDP socket of a process that serves no media',
      { service: 'switch', host: '0.0.0.0', port: rtp.min + 8, protocol: 'udp' },
    ],
    ['media outside the range', { service: 'rtpengine', host, port: rtp.max + 1, protocol: 'udp' }],
    ['a debugger', { service: 'cms', port: 9229 }],
  ])('refused: %s', (_what, given) => {
    expect(kinds(one(given))).toEqual(['ill']);
  });

  test('the kernel’s table is read: a port that this process opens is seen as its own', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      expect(socketsOf([process.pid]).sockets).toContainEqual({ protocol: 'tcp', host: '127.0.0.1', port, pid: process.pid });
    } finally {
      server.close();
    }
    expect([addressOf('0100007F'), addressOf('00000000'), addressOf('0000000000000000FFFF00000100007F')]).toEqual([
      '127.0.0.1',
      '0.0.0.0',
      '127.0.0.1',
    ]);
    expect([addressOf('0'.repeat(32)), addressOf('00000000000000000000000001000000')]).toEqual(['::', '::1']);
  });
});
