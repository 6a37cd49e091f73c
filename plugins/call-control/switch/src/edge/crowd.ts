/**
 * TCP connections from outside that the edge should not keep. It ends by itself what said something and proved nothing (kamailio/routes/strangers.cfg), but has no
 * word for a connection that says nothing, or half a message, and none for how many there are of one address.
 */
export type Connection = { id: number; remote: { host: string }; localPort: number; lifetime: number };

/** As long as a WebSocket gets. */
const patienceMs = 10_000;
/** The edge gives this to whoever proved who they are, and to trunks; seconds. */
const provedLifetime = 3605;
/** Of one address, while nobody there has proved anything: a phone needs one. */
const mostStrangers = 100;

export class Crowd {
  /** when a stranger was seen first; ms */
  private since = new Map<number, number>();

  constructor(
    /** where phones and trunks reach the edge: other ports are ours, or nginx's */
    private readonly port: number,
    private readonly mostOfAddress: number,
  ) {}

  /** Ids of connections to be closed. Trunks may do as they like; this machine (127.0.0.1) is not counted, only asked to prove itself. */
  unwanted(all: readonly Connection[], trunks: ReadonlySet<string>, now: number): number[] {
    const outside = all.filter(({ localPort, remote }) => localPort === this.port && !trunks.has(remote.host));
    const isStranger = ({ lifetime }: Connection): boolean => lifetime < provedLifetime;
    this.since = new Map(outside.filter(isStranger).map(({ id }) => [id, this.since.get(id) ?? now]));
    const late = ({ id }: Connection): boolean => now - (this.since.get(id) ?? now) >= patienceMs;
    const counted = outside.filter(({ remote }) => remote.host !== '127.0.0.1');
    const surplus = [...byAddress(counted).values()].flatMap((of) => [
      ...newestBeyond(of.filter(isStranger), mostStrangers),
      ...newestBeyond(of, this.mostOfAddress),
    ]);
    return [...new Set([...outside.filter(late), ...surplus].map(({ id }) => id))];
  }
}

function byAddress(all: readonly Connection[]): ReadonlyMap<string, Connection[]> {
  const found = new Map<string, Connection[]>();
  for (const one of all) {
    const of = found.get(one.remote.host);
    if (of) of.push(one);
    else found.set(one.remote.host, [one]);
  }
  return found;
}

/** Ids only grow. Who proved something stays rather than who did not. */
const newestBeyond = (all: readonly Connection[], most: number): Connection[] =>
  [...all].sort((a, b) => b.lifetime - a.lifetime || a.id - b.id).slice(most);
