/** The floor under a SIP element: a UDP socket that sends every datagram back. Prints its port. */
import { createSocket } from 'node:dgram';

const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20, lookup: (name, _options, found) => found(null, name, 4) });
socket.on('message', (packet, from) => socket.send(packet, from.port, from.address));
socket.bind(0, '127.0.0.1', () => process.stdout.write(`${socket.address().port}\n`));
