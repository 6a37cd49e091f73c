/** What usrloc tells about registrations. Source: Kamailio 5.6, modules/usrloc/ul_rpc.c. */
import { z } from 'zod';

const orNull = (absent: string) => z.string().transform((text) => (text === absent ? null : text));

const Raw = z.object({
  Address: z.string(),
  Expires: z.union([z.number(), z.string()]), // "permanent", "deleted", "expired" or seconds
  'Call-ID': z.string(),
  CSeq: z.number(),
  'User-Agent': z.string(),
  Received: orNull('[not set]'),
  Path: orNull('[not set]'),
  State: z.string(),
  Socket: orNull('[not set]'),
  Methods: z.number(),
  Ruid: z.string(),
  Instance: orNull('[not set]'),
  'Last-Keepalive': z.number(),
  'KA-Roundtrip': z.number(),
  'Last-Modified': z.number(),
});

/**
 * One contact of an address of record.
 * `expires` seconds from now, null for ever; `received` the URI it is reached at when that is not its address; `socket` ours, `proto:ip:port`;
 * `roundtripMs` of the last keep-alive, null before the first answer; `lastKeepalive`, `lastModified` Unix seconds.
 */
export const Contact = Raw.transform((c) => ({
  address: c.Address,
  expires: typeof c.Expires === 'number' ? c.Expires : c.Expires === 'permanent' ? null : 0,
  callId: c['Call-ID'],
  cseq: c.CSeq,
  userAgent: c['User-Agent'],
  received: c.Received,
  path: c.Path,
  state: c.State,
  socket: c.Socket,
  ruid: c.Ruid,
  roundtripMs: c['KA-Roundtrip'] > 0 ? c['KA-Roundtrip'] / 1000 : null,
  lastKeepalive: c['Last-Keepalive'],
  lastModified: c['Last-Modified'],
}));
export type Contact = z.infer<typeof Contact>;

const RawAor = z.object({ AoR: z.string(), HashID: z.number().optional(), Contacts: z.array(z.object({ Contact })) });

/** An address of record with its contacts, newest first when usrloc's desc_time_order is set. */
export const Registered = RawAor.transform((a) => ({ aor: a.AoR, contacts: a.Contacts.map((c) => c.Contact) }));
export type Registered = z.infer<typeof Registered>;

/** Every domain (table) of usrloc with its addresses of record. */
export const Domains = z
  .object({
    Domains: z.array(z.object({ Domain: z.object({ Domain: z.string(), AoRs: z.array(z.object({ Info: Registered })) }) })),
  })
  .transform((d) => d.Domains.map(({ Domain }) => ({ table: Domain.Domain, registered: Domain.AoRs.map((a) => a.Info) })));
export type Domains = z.infer<typeof Domains>;
