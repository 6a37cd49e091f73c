/** Keys as sound (ITU-T Q.23), for peers without telephone events. */
import { sine } from '@zuoxi/rtp';

const rows = ['123A', '456B', '789C', '*0#D'];
const rowHz = [697, 770, 852, 941];
const columnHz = [1209, 1336, 1477, 1633];
const [rowHeight, columnHeight] = [4500, 5600]; // the higher group 2 dB louder (Q.24)

/** Samples at 8 kHz. Throws a RangeError for what is no key. */
export function dtmf(key: string, ms: number): Int16Array {
  const row = rows.findIndex((keys) => keys.includes(key));
  const low = rowHz[row];
  const high = columnHz[rows[row]?.indexOf(key) ?? -1];
  if (!low || !high) throw new RangeError(`no key ${JSON.stringify(key)}`);
  const [a, b] = [sine(low, ms, rowHeight), sine(high, ms, columnHeight)];
  return a.map((v, i) => v + b[i]!);
}
