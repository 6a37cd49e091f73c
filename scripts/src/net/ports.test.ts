import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { readInstance } from '@zuoxi/contracts/environment';
import { checkPorts, collisions } from './ports';

const portOf = (address: ReturnType<Server['address']>): number => (typeof address === 'object' && address ? address.port : 0);

describe('before anything starts', () => {
  let server: Server;
  let socket: Socket;
  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    socket = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
  });
  afterEach(async () => {
    await Promise.all([new Promise((done) => server.close(done)), new Promise<void>((done) => socket.close(done))]);
  });

  it('a taken port is one line: the port, who holds it, the setting that moves it', async () => {
    const port = portOf(server.address());
    const check = checkPorts([{ protocol: 'tcp', host: '127.0.0.1', port, setting: 'ZUOXI_WEB_PORT' }]);
    await expect(check).rejects.toThrow(
      new RegExp(`^Port 127.0.0.1:${port}/tcp is taken by .+ \\(process ${process.pid}\\): .*ZUOXI_WEB_PORT=\\d+ npm start\\.$`),
    );
  });

  it('so is a taken UDP port', async () => {
    const { port } = socket.address();
    await expect(checkPorts([{ protocol: 'udp', host: '127.0.0.1', port, setting: 'ZUOXI_SIP_PORT' }])).rejects.toThrow(
      new RegExp(`${port}/udp is taken by .*process ${process.pid}.*ZUOXI_SIP_PORT`),
    );
  });

  it('an address that this machine does not have names ZUOXI_HOST', async () => {
    await expect(checkPorts([{ protocol: 'tcp', host: '203.0.113.1', port: 18080, setting: 'ZUOXI_WEB_PORT' }])).rejects.toThrow(
      '203.0.113.1 is no address of this machine: set ZUOXI_HOST to one that is.',
    );
  });

  it('free ports pass, and are free again', async () => {
    const port = portOf(server.address());
    await new Promise((done) => server.close(done));
    const use = { protocol: 'tcp', host: '127.0.0.1', port, setting: '' } as const;
    await checkPorts([use]);
    await checkPorts([use]);
  });
});

describe('settings that contradict each other', () => {
  it('two uses of one port are named', () => {
    const twice = readInstance({ ZUOXI_WEB_PORT: '9000', ZUOXI_SIP_PORT: '9001' }, '/');
    expect(collisions(twice)).toEqual([
      'ZUOXI_SIP_PORT and the internal port postgres (ZUOXI_PORT_BASE) are both 9001: move one of them.',
    ]);
  });
  it('a port inside the RTP range is named', () => {
    expect(collisions(readInstance({ ZUOXI_SIP_PORT: '40500' }, '/'))).toEqual([
      'ZUOXI_SIP_PORT (40500) lies in the RTP range 40000-41999: move one of them.',
    ]);
  });
  it('the defaults do not', () => {
    expect(collisions(readInstance({}, '/'))).toEqual([]);
  });
});
