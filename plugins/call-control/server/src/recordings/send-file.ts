/** A file over HTTP, whole or in part (RFC 9110 §14): the player seeks by asking for ranges. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Context } from 'koa';

export type Range = { from: number; to: number };

/** One byte range of `size` bytes; null: send all (absent, of another unit, or several); 'none': not satisfiable. */
export function rangeOf(header: string, size: number): Range | null | 'none' {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!asked || (asked[1] === '' && asked[2] === '')) return null;
  const [from, to] =
    asked[1] === ''
      ? [Math.max(0, size - Number(asked[2])), size - 1]
      : [Number(asked[1]), asked[2] ? Number(asked[2]) : size - 1];
  return from >= size || to < from || (asked[1] === '' && asked[2] === '0') ? 'none' : { from, to: Math.min(to, size - 1) };
}

export async function sendFile(ctx: Context, path: string, type: string): Promise<void> {
  const { size } = await stat(path);
  const range = rangeOf(ctx.get('range'), size);
  ctx.set('Accept-Ranges', 'bytes');
  if (range === 'none') {
    ctx.status = 416;
    ctx.set('Content-Range', `bytes */${size}`);
    return;
  }
  const { from, to } = range ?? { from: 0, to: size - 1 };
  ctx.status = range ? 206 : 200;
  if (range) ctx.set('Content-Range', `bytes ${from}-${to}/${size}`);
  ctx.type = type;
  ctx.length = to - from + 1;
  ctx.body = size === 0 ? '' : createReadStream(path, { start: from, end: to });
}
