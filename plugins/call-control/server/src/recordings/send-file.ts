/** A file over HTTP, whole or in part (RFC 9110 §14): the player seeks by asking for ranges. */
import type { Range, StoredFile } from '@zuoxi/storage';
import type { Context } from 'koa';

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

export async function sendFile(ctx: Context, file: StoredFile, type: string): Promise<void> {
  const { size } = file;
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
  const empty = size === 0 || ctx.method === 'HEAD';
  ctx.body = empty ? '' : await file.read({ from, to }); // it may grow meanwhile
  ctx.length = to - from + 1;
}
