/** baresip 1.0 as a desk phone: somebody else's SIP, RTP and codecs. It runs without sound hardware: it says a file and records what it hears. */
import { EventEmitter, once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '@zuoxi/sip';
import { z } from 'zod';
import { scratch, startChild, type Child } from './children';
import { netstrings, type Netstrings } from './netstring';

export type BaresipOptions = {
  user: string;
  password: string;
  domain: string;
  /** where requests go: the edge */
  server: Address;
  /** free ports: TCP for its control socket; SIP takes `sip` (UDP, TCP) and `sip + 1` (TLS) */
  control: number;
  sip: number;
  answer: 'auto' | 'manual';
  /** 8 kHz mono WAV, 16 bit, that it says */
  says?: string;
  /** false: it does not register */
  registers?: boolean;
};

const Message = z.object({
  event: z.literal(true).optional(),
  type: z.string().optional(),
  class: z.string().optional(),
  param: z.string().optional(),
});
export type BaresipEvent = z.infer<typeof Message>;

export type Baresip = {
  /** waits until an event of this type arrives, e.g. REGISTER_OK, CALL_INCOMING, CALL_ESTABLISHED, CALL_CLOSED; also one that arrived before */
  event(type: string, ms?: number): Promise<BaresipEvent>;
  dial(uri: string): void;
  accept(): void;
  hangup(): void;
  /** WAV files of what it heard, one a call, oldest first; complete once the call is over */
  heard(): readonly string[];
  output(): string;
  stop(): Promise<void>;
};

const configuration = (o: BaresipOptions, dir: string): string =>
  [
    'poll_method epoll',
    `sip_listen 127.0.0.1:${o.sip}`,
    'net_interface 127.0.0.1', // the interface's address; its name does not work
    'call_local_timeout 120',
    'call_max_calls 4',
    `audio_source aufile,${o.says ?? join(dir, 'silence.wav')}`,
    'audio_player aubridge,heard',
    'audio_alert aubridge,alert',
    'ausrc_srate 8000',
    'auplay_srate 8000',
    'audio_level no',
    'module_path /usr/lib/baresip/modules',
    ...['g711.so', 'aufile.so', 'aubridge.so', 'sndfile.so'].map((m) => `module ${m}`),
    ...['account.so', 'menu.so', 'ctrl_tcp.so'].map((m) => `module_app ${m}`),
    `ctrl_tcp_listen 127.0.0.1:${o.control}`,
    `snd_path ${dir}`,
    '',
  ].join('\n');

const account = (o: BaresipOptions): string => {
  const proxy = `outbound="sip:${o.server.host}:${o.server.port};transport=udp"`;
  const parts = [
    proxy,
    `auth_pass=${o.password}`,
    `answermode=${o.answer}`,
    `regint=${o.registers === false ? 0 : 60}`,
    'audio_codecs=PCMA/8000/1',
  ];
  return `<sip:${o.user}@${o.domain}>;${parts.join(';')}\n`;
};

/** A WAV file of 8 kHz mono 16 bit zeros. */
function silence(seconds: number): Buffer {
  const samples = seconds * 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples * 2, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples * 2, 40);
  return Buffer.concat([head, Buffer.alloc(samples * 2)]);
}

async function control(port: number, child: Child, on: (event: BaresipEvent) => void): Promise<Netstrings> {
  for (let left = 100; ; left--)
    try {
      return await netstrings(port, (text) => on(Message.parse(JSON.parse(text))));
    } catch (error) {
      if (left === 0 || child.process.exitCode !== null)
        throw new Error(`baresip did not start\n${child.output()}`, { cause: error });
      await sleep(50); // its control socket opens when its modules are loaded
    }
}

/** Starts a desk phone; resolves when it can be told what to do (it may not be registered yet). */
export async function deskPhone(options: BaresipOptions): Promise<Baresip> {
  const dir = scratch('baresip');
  writeFileSync(join(dir.path, 'config'), configuration(options, dir.path));
  writeFileSync(join(dir.path, 'accounts'), account(options));
  writeFileSync(join(dir.path, 'contacts'), '');
  writeFileSync(join(dir.path, 'silence.wav'), silence(60));
  const child = await startChild(['baresip', '-4', '-f', dir.path], { cwd: dir.path });
  const seen: BaresipEvent[] = [];
  const events = new EventEmitter();
  const stopChild = async (): Promise<void> => {
    await child.stop();
    dir.remove();
  };
  const line = await control(options.control, child, (event) => {
    seen.push(event);
    if (event.type) events.emit('event', event);
  }).catch(async (error: unknown) => {
    await stopChild();
    throw error;
  });
  const say = (command: string, params?: string): void =>
    line.send(JSON.stringify({ command, ...(params ? { params } : {}), token: command }));
  return {
    async event(type, ms = 10_000) {
      const signal = AbortSignal.timeout(ms);
      for (;;) {
        const at = seen.findIndex((e) => e.type === type);
        const [found] = at < 0 ? [] : seen.splice(at, 1);
        if (found) return found;
        await once(events, 'event', { signal }).catch(() => {
          throw new Error(`baresip told no ${type} within ${ms} ms\n${child.output().slice(-2000)}`);
        });
      }
    },
    dial: (uri) => say('dial', uri),
    accept: () => say('accept'),
    hangup: () => say('hangup'),
    heard: () =>
      readdirSync(dir.path)
        .filter((f) => f.endsWith('-dec.wav'))
        .sort()
        .map((f) => join(dir.path, f)),
    output: () => child.output(),
    async stop() {
      line.close();
      await stopChild();
    },
  };
}
