/** The dictionary: each method's parameters and what it gives. Source: Kamailio 5.6, the `*_rpc.c` of each module. */
import { z } from 'zod';
import { Domains, Registered } from './contacts';

/** What a method gives beside its result is a sentence for people. */
const done = z.unknown().transform(() => undefined);
const text = z.string();
const none = z.tuple([]);

const Slot = z.object({ name: text, value: z.union([text, z.number()]) });
/** A hash table as a map; integers stay integers. */
const Table = z
  .array(z.object({ slot: z.array(Slot) }))
  .transform((entries) => new Map(entries.flatMap((e) => e.slot.map((s) => [s.name, s.value] as const))));

/** `"core:rcv_requests = 12"` */
const Statistics = z
  .array(text)
  .transform(
    (lines) => new Map(lines.map((line) => [line.slice(0, line.indexOf(' = ')), Number(line.slice(line.indexOf(' = ') + 3))])),
  );

/** `"7: ws:127.0.0.1:40022 -> ws:127.0.0.1:8089 (state: OPEN, last used 3s ago, sub-protocol: sip)"` */
const WebSocketLine = text.transform((line, ctx) => {
  const m = /^(\d+): wss?:(\S+) -> wss?:(\S+) \(state: (\w+),\s+last used (\d+)s ago/.exec(line);
  if (m) return { id: Number(m[1]), remote: m[2] ?? '', local: m[3] ?? '', state: m[4] ?? '', idleSeconds: Number(m[5]) };
  ctx.addIssue(`not a WebSocket connection: ${line}`);
  return z.NEVER;
});

/** `lifetime` seconds that it may be silent. */
const Connection = z
  .object({ id: z.number(), type: text, src_ip: text, src_port: z.number(), dst_port: z.number(), lifetime: z.number() })
  .transform((c) => ({
    id: c.id,
    type: c.type,
    remote: { host: c.src_ip, port: c.src_port },
    localPort: c.dst_port,
    lifetime: c.lifetime,
  }));

const method = <P extends z.ZodTuple, R extends z.ZodType>(params: P, result: R) => ({ params, result });

export const methods = {
  'core.uptime': method(
    none,
    z.object({ now: text, up_since: text, uptime: z.number() }).transform((u) => ({ seconds: u.uptime, since: u.up_since })),
  ),
  'core.tcp_list': method(none, z.array(Connection)),
  'core.psx': method(
    none,
    z
      .array(z.object({ IDX: z.number(), PID: z.number(), DSC: text }))
      .transform((all) => all.map((p) => ({ index: p.IDX, pid: p.PID, name: p.DSC }))),
  ),
  'stats.get_statistics': method(z.tuple([text]), Statistics), // "all", "group:" or "name"
  'ul.dump': method(none, Domains),
  'ul.lookup': method(z.tuple([text, text]), Registered), // table, address of record
  'ul.rm': method(z.tuple([text, text]), done), // the same; nobody of that name is no error
  'ul.rm_contact': method(z.tuple([text, text, text]), done), // table, address of record, contact
  'htable.get': method(
    z.tuple([text, text]),
    z.object({ item: Slot }).transform(({ item }) => item.value),
  ),
  'htable.sets': method(z.tuple([text, text, text]), done), // table, key, value
  'htable.seti': method(z.tuple([text, text, z.int()]), done),
  'htable.delete': method(z.tuple([text, text]), done),
  'htable.dump': method(z.tuple([text]), Table),
  'htable.flush': method(z.tuple([text]), done),
  'pike.list': method(
    none,
    z
      .object({ max_hits: z.number(), list: z.array(z.object({ ip_addr: text, expires: z.number(), status: text })) })
      .transform((p) => ({
        maxHits: p.max_hits,
        hot: p.list.map((n) => ({ address: n.ip_addr, expires: n.expires, status: n.status })),
      })),
  ),
  'ws.dump': method(
    none,
    z.object({ connections: z.array(WebSocketLine), info: z.object({ wscounter: z.number() }) }).transform((w) => w.connections),
  ),
  'tls.reload': method(none, done), // needs modparam("tls", "config", file)
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Params<M extends MethodName> = z.input<Methods[M]['params']>;
export type Result<M extends MethodName> = z.output<Methods[M]['result']>;
