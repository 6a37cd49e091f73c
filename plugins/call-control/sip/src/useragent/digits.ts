/** Digits in INFO: `application/dtmf-relay` (Signal= and Duration= lines) and `application/dtmf` (the digit alone). */
import { contentType, type Header } from '../message/message';
import type { ServerTransaction } from '../transaction/server';
import type { Env } from './env';
import { sendInside } from './inside';
import type { Leg } from './leg';

const digit = /^[0-9A-D*#]$/;
const readers: Readonly<Record<string, (body: string) => string>> = {
  'application/dtmf-relay': (body) => /^[ \t]*signal[ \t]*=[ \t]*(\S+)/im.exec(body)?.[1] ?? '',
  'application/dtmf': (body) => body.trim(),
};
/** some gateways number them as RFC 4733 does */
const numbered: Readonly<Record<string, string>> = { '10': '*', '11': '#', '12': 'A', '13': 'B', '14': 'C', '15': 'D' };

export function takeInfo(env: Env, leg: Leg, tx: ServerTransaction): void {
  const { request } = tx;
  if (!request.body) return env.respond(tx, 200); // RFC 2976 §2.2: an INFO without a body asks for nothing
  const read = readers[contentType(request)];
  if (!read) return env.respond(tx, 415, [['Accept', Object.keys(readers).join(', ')]]);
  const signal = read(request.body).toUpperCase();
  const pressed = numbered[signal] ?? signal;
  if (!digit.test(pressed)) return env.respond(tx, 400);
  env.respond(tx, 200);
  if (!leg.over) env.on.digit?.(leg.id, pressed);
}

/** Resolves with whether the peer took it (2xx). */
export function sendDigit(env: Env, leg: Leg, pressed: string): Promise<boolean> {
  if (leg.phase.is !== 'talking' || leg.over || !digit.test(pressed)) return Promise.resolve(false);
  const type: Header = ['Content-Type', 'application/dtmf-relay'];
  return new Promise((resolve) =>
    sendInside(env, leg, { method: 'INFO', headers: [type], body: `Signal=${pressed}\r\nDuration=160\r\n` }, ({ status }) => {
      if (status >= 200) resolve(status < 300);
    }),
  );
}
