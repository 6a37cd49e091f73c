/** CPU of one two-leg call in the SIP layer (INVITE, 180, 200, ACK, BYE on both legs), beside a Node process that echoes as many datagrams. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createUserAgent, type UserAgent, type UserAgentEvents } from '@zuoxi/sip';
import type { Bench } from '@zuoxi/scripts/bench';
import { cpuSeconds, median, quantile } from './support/cpu';

const host = '127.0.0.1';
const rounds = 7;
const callsPerSecond = 200;
const stretchMs = 2500;
/** in and out of the element for one call: 14 messages of this length on average */
const messagesIn = 7;
const messageBytes = 620;
const sdp = `v=0\r\no=- 1 1 IN IP4 ${host}\r\ns=-\r\nc=IN IP4 ${host}\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n`;

type Stretch = { usPerCall: number; answerMs: number[] };

const bench: Bench = async () => {
  let names = 0;
  const phone = (next: number | null, on: Partial<UserAgentEvents>): UserAgent => {
    const events: UserAgentEvents = { invited: () => undefined, ended: () => undefined, ...on };
    const options = {
      transport: 'tcp',
      local: { host, port: 0 },
      name: 'phone',
      newId: () => `c${++names}`,
      on: events,
    } as const;
    return createUserAgent(next === null ? options : { ...options, next: { host, port: next } });
  };
  const callee: UserAgent = phone(null, {
    invited(id) {
      callee.ring(id);
      callee.answer(id, sdp);
    },
  });
  await callee.start();
  const [element, elementPort] = await child('back-to-back', callee.address().port);
  const [echo, echoPort] = await child('echo');
  const begun = new Map<string, number>();
  let answers: number[] = [];
  const caller: UserAgent = phone(elementPort, {
    answered(id) {
      answers.push(performance.now() - (begun.get(id) ?? 0));
      caller.end(id);
    },
    ended: (id) => void begun.delete(id),
  });
  await caller.start();
  const packets = createSocket({
    type: 'udp4',
    recvBufferSize: 4 << 20,
    lookup: (name, _options, found) => found(null, name, 4),
  });
  const packet = Buffer.alloc(messageBytes, 'x');

  const calls = async (): Promise<Stretch> => {
    answers = [];
    const us = await measured(element, (id) => {
      begun.set(id, performance.now());
      caller.invite(id, { to: 'sip:10086@zuoxi', from: 'sip:13800138000@carrier', sdp });
    });
    return { usPerCall: us, answerMs: answers };
  };
  const echoes = async (): Promise<Stretch> => {
    const us = await measured(echo, () => {
      for (let i = 0; i < messagesIn; i++) packets.send(packet, echoPort, host);
    });
    return { usPerCall: us, answerMs: [] };
  };

  try {
    await calls(); // warm
    const [ours, floor]: [Stretch[], Stretch[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const first = round % 2 === 0; // ABBA
      if (first) floor.push(await echoes());
      ours.push(await calls());
      if (!first) floor.push(await echoes());
    }
    const us = (s: readonly Stretch[]): number => median(s.map((x) => x.usPerCall));
    const ratio = median(ours.map((o, i) => o.usPerCall / (floor[i]?.usPerCall ?? 1)));
    const delays = ours.flatMap((s) => s.answerMs);
    return {
      name: 'sip',
      rows: [
        { what: 'CPU per two-leg call', value: us(ours), unit: 'µs', floor: us(floor), ratio },
        { what: 'calls per second and core', value: 1e6 / us(ours), unit: 'calls/s', goal: '≥ 400' },
        { what: 'INVITE → 200 through two legs, median', value: quantile(delays, 0.5), unit: 'ms' },
        { what: 'the same, p99', value: quantile(delays, 0.99), unit: 'ms' },
      ],
    };
  } finally {
    for (const c of [element, echo]) c.kill('SIGKILL');
    packets.close();
    await Promise.all([caller.close(), callee.close()]);
  }
};
export default bench;

let calls = 0;

/** Does it `callsPerSecond` times a second for a stretch; microseconds of CPU that the child spent on each. */
async function measured(target: ChildProcess, act: (id: string) => void): Promise<number> {
  const before = cpuSeconds(target.pid ?? 0);
  const start = performance.now();
  let done = 0;
  for (let passed = 0; passed < stretchMs; passed = performance.now() - start) {
    for (const due = (passed / 1000) * callsPerSecond; done < due; done++) act(`call${++calls}`);
    await pause(5);
  }
  await pause(200);
  return ((cpuSeconds(target.pid ?? 0) - before) * 1e6) / done;
}

async function child(name: string, ...args: number[]): Promise<[ChildProcess, number]> {
  const process_ = spawn(process.execPath, [require.resolve(`./support/${name}`), ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(process_.stdout, 'data')) as [Buffer];
  return [process_, Number(line.toString())];
}
