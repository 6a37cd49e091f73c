import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RedisConnection } from '@zuoxi/contracts/environment';

const patienceMs = 3000;

/** A command in Redis' own form (RESP): any character may stand in a password. */
const command = (...words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

const login = ({ username, password }: RedisConnection): string =>
  password === undefined ? '' : command('AUTH', ...(username === undefined ? [] : [username]), password);

/** Signs in, chooses the database and says PING: the version of who answers. Rejects with what it said instead. */
export const askRedis = (to: RedisConnection): Promise<string> =>
  new Promise((resolve, reject) => {
    const { host, port, tls, db } = to;
    const socket: Socket = tls ? connectTls({ host, port, ...tls }) : connectTcp({ host, port });
    let heard = '';
    const end = (settle: () => void): void => {
      socket.destroy();
      settle();
    };
    const fail = (why: string): void => end(() => reject(new Error(why)));
    socket.setTimeout(patienceMs, () => fail(`no answer within ${patienceMs / 1000} s`));
    socket.on('error', (error) => fail(error.message || error.name));
    socket.on('close', () => fail('it hung up'));
    socket.once(tls ? 'secureConnect' : 'connect', () =>
      socket.write(`${login(to)}${command('SELECT', String(db))}${command('PING')}${command('INFO', 'server')}`),
    );
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      const refused = /^-([^\r]*)/m.exec(heard);
      const version = /^redis_version:(\S+)/m.exec(heard);
      if (refused) fail(refused[1] ?? '');
      else if (version && heard.includes('+PONG')) end(() => resolve(version[1] ?? ''));
    });
  });
