/** The record plane's REST, for looking at screens: one login, some hundred invented calls, one sound. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  builtinPermissions,
  LoginRequest,
  recordingFile,
  type LoginReply,
  type RecordReply,
  type RecordRow,
  type RecordsReply,
} from '@zuoxi/contracts';
import { restingView } from './view';

const outcomes = ['normal', 'normal', 'normal', 'abandonedRinging', 'voicemail', 'normal', 'busy', 'noAnswer'] as const;
const hour = 3_600_000;

export function someRecords(count: number, now: number): RecordRow[] {
  const { agent } = restingView(now);
  return Array.from({ length: count }, (_, i) => {
    const outcome = outcomes[i % outcomes.length] ?? 'normal';
    const direction = i % 3 === 2 && outcome !== 'voicemail' ? 'outbound' : 'inbound';
    const id = `s1-1-${1000 - i}` as RecordRow['id'];
    const startedAt = now - i * 0.21 * hour - 90_000;
    const talkMs = outcome === 'normal' ? 40_000 + ((i * 37_000) % 400_000) : 0;
    const ringMs = 3000 + ((i * 1700) % 9000);
    const talking = talkMs > 0;
    return {
      id,
      direction,
      number: `13${i % 10}****${String(8000 - i * 7).slice(-4)}`,
      dnis: '4008001234',
      queue: direction === 'inbound' ? { id: 'q2' as never, name: i % 2 ? '售前' : '售后' } : null,
      agent: agent,
      startedAt,
      ringingAt: startedAt + 2000,
      answeredAt: direction === 'inbound' || talking ? startedAt + 1000 : null,
      talkingAt: talking ? startedAt + 2000 + ringMs : null,
      endedAt: startedAt + 2000 + ringMs + talkMs,
      ringMs,
      talkMs,
      holdMs: i % 4 ? 0 : 12_000,
      durationMs: 2000 + ringMs + talkMs,
      spanMs: talkMs,
      type: talking ? 'success' : direction === 'inbound' ? 'missed' : 'failed',
      outcome,
      ending: { cause: talking ? 'hangup' : 'cancelled', owner: i % 2 ? 'agent' : 'customer' },
      hasRecording: talking || outcome === 'voicemail',
      voicemail: outcome === 'voicemail' ? { ms: 8000 + i * 300, file: recordingFile(id, 0, 'mp3') } : null,
      row: `row-${i}`,
      dialable: true,
      subject: null,
    };
  });
}

function detail(record: RecordRow): RecordReply {
  const { startedAt, talkingAt, endedAt } = record;
  const leg = (kind: 'customer' | 'agent', name: string) => ({
    kind,
    name,
    startedAt,
    ringingAt: startedAt + 2000,
    answeredAt: talkingAt,
    endedAt,
    ending: record.ending,
  });
  return {
    record,
    legs: [leg('customer', record.number), leg('agent', '李雷')],
    events: [
      { at: startedAt, type: 'call.started' },
      { at: startedAt + 900, type: 'call.queued', queue: '售后' },
      { at: startedAt + 2000, type: 'call.offered', agent: '李雷' },
      ...(talkingAt ? [{ at: talkingAt, type: 'offer.ended', agent: '李雷', result: 'answered' }] : []),
      { at: endedAt, type: 'call.ended', result: record.outcome },
    ],
    segments: record.hasRecording
      ? [{ url: '/api/call-control/recordings/sound', startedAt: talkingAt ?? startedAt, durationMs: 8000 }]
      : [],
  };
}

/** Eight seconds of two tones, A-law stereo as the mixer writes it (WAVE format 6). */
function sound(): Buffer {
  const samples = 8000 * 8;
  const data = Buffer.alloc(samples * 2, 0xd5);
  for (let i = 0; i < samples; i++) {
    const talk = Math.sin(i / 9000) > 0 ? 0 : 1;
    data[i * 2 + talk] = 0xd5 ^ (Math.abs(Math.round(Math.sin(i / 5) * 127)) | (i % 10 < 5 ? 0x80 : 0));
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(6, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

export class StandInRest {
  away = false;
  constructor(public records = someRecords(180, Date.now())) {}

  /** False when the path is none of ours. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    if (!url.pathname.startsWith('/api/')) return false;
    const send = (status: number, body: unknown): true => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return true;
    };
    if (this.away) return send(503, { data: null, error: { status: 503, message: 'restarting' } });
    if (url.pathname === '/api/accounts/login') return this.login(await bodyOf(request), send);
    if (url.pathname === '/api/accounts/live-token') return send(200, { liveToken: 'live-2' });
    if (url.pathname === '/api/accounts/logout') return send(204, undefined);
    if (url.pathname === '/api/call-control/recordings/sound') {
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(sound());
      return true;
    }
    const one = /^\/api\/call-control\/records\/(.+)$/.exec(url.pathname)?.[1];
    const found = this.records.find((r) => r.id === one);
    if (one) return found ? send(200, detail(found)) : send(404, { error: { code: 'notFound' } });
    if (url.pathname === '/api/call-control/records') return send(200, this.page(url.searchParams));
    return send(404, { error: { code: 'notFound' } });
  }

  private login(body: unknown, send: (status: number, body: unknown) => true): true {
    const asked = LoginRequest.safeParse(body);
    if (!asked.success || asked.data.password === 'wrong') return send(401, { error: { code: 'wrongCredentials' } });
    const { agent, tenant } = restingView(Date.now());
    const reply: LoginReply = {
      jwt: 'jwt',
      liveToken: 'live-1',
      session: 'session-1',
      agent,
      tenant: { ...tenant, language: 'zh' },
      groups: [{ id: 'g1' as never, name: '售后' }],
      role: { id: 'r1', code: 'agent', base: 'agent', name: '坐席' },
      permissions: builtinPermissions.agent,
      modules: [],
      operator: null,
    };
    return send(200, reply);
  }

  private page(asked: URLSearchParams): RecordsReply {
    const filter = asked.get('filter') ?? 'all';
    const types: Record<string, (r: RecordRow) => boolean> = {
      all: () => true,
      normal: (r) => r.type === 'success',
      notConnected: (r) => r.type !== 'success',
      ringAbandoned: (r) => r.outcome === 'abandonedRinging',
      missed: (r) => r.type === 'missed',
      voicemail: (r) => r.voicemail !== null,
    };
    const fits = this.records.filter(
      (r) =>
        types[filter]?.(r) &&
        r.startedAt >= Number(asked.get('from') ?? 0) &&
        r.startedAt <= Number(asked.get('to') ?? Infinity) &&
        (!asked.get('direction') || r.direction === asked.get('direction')) &&
        r.number.includes(asked.get('number') ?? ''),
    );
    const start = asked.get('after') ? fits.findIndex((r) => r.id === asked.get('after')) + 1 : 0;
    const data = fits.slice(start, start + Number(asked.get('limit') ?? 10));
    return { data, next: start + data.length < fits.length ? (data.at(-1)?.id ?? null) : null };
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text || 'null');
}
