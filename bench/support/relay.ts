/** The floor under the mixer: a UDP socket that passes every datagram on to the partner of the port it came from (7 and 8, 9 and 10 … of a base). */
import { createSocket } from 'node:dgram';

const [port, base] = process.argv.slice(2).map(Number);
const host = '127.0.0.1';
const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20, lookup: (name, _options, found) => found(null, name, 4) });
socket.on('message', (packet, from) => socket.send(packet, (base ?? 0) + ((from.port - (base ?? 0)) ^ 1), host));
socket.bind(port, host, () => process.stdout.write('ready\n'));
