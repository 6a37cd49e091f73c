/** Edge adapter: keeps Kamailio's tables as the directory says, and tells the engine which agents can be reached. */
import type { AgentId, Directory } from '@zuoxi/contracts';
import type { Instance } from '@zuoxi/contracts/environment';
import { createRpcClient, RpcError, type Contact } from 'kamailio-rpc-client';
import type { Logger } from '../log';
import type { Peer, Post } from '../ports';
import { browserOf, EndedBrowsers } from './browsers';
import { Crowd } from './crowd';
import type { EdgeEvent } from './event';
import { Line } from './line';
import { graceMs, Stations } from './stations';
import { phonesOf, pushPhones, pushTrunks, trunksOf } from './tables';

export type EdgeOptions = {
  instance: Instance;
  /** the directory in force, read anew at each push */
  directory: () => Directory;
  post: Post;
  log: Logger;
};

export type Edge = {
  /** Connects. Resolves when the edge has been told everything, or after 2 s: running calls do not need it. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The directory has changed: the tables follow. */
  directoryChanged(): void;
  /** Resolves when everything asked of the edge so far has been done, or could not be. */
  settled(): Promise<void>;
  /** These logins are over: their credentials open nothing any more, their registrations are removed. `agent`: whose, where it is known. */
  browsersEnded(browsers: readonly { key: string; agent: AgentId | undefined }[]): void;
  /** Such a login is used again. */
  browserBegun(key: string): void;
  /** milliseconds to the agent's phone and back (STA-47); null while unknown */
  latency(agent: AgentId): number | null;
  /** null is well */
  trouble(): string | null;
};

/** ms. The edge itself measures every 2 s. */
const lookEvery = 5000;
const retryAfter = 500;
const patience = 2000;

const peerOf = (src: string): Peer => (src.startsWith('ws') ? 'browser' : 'phone');

export function createEdge({ instance, directory, post, log: parent }: EdgeOptions): Edge {
  const log = parent.child({ part: 'edge' });
  const { ports } = instance;
  const rpc = createRpcClient({ host: '127.0.0.1', port: ports.rpc });
  const stations = new Stations(post);
  const ended = new EndedBrowsers(Date.now);

  let trouble: string | null = 'the edge was not yet reached';
  let connected = false;
  let stopped = false;
  let pushed: ReadonlyMap<string, string> | null = null;
  let ready = (): void => undefined;
  const timers = new Set<NodeJS.Timeout>();

  const later = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };

  /** Work goes one after another: two pushes at once would undo each other. */
  let work: Promise<void> = Promise.resolve();
  const then = (what: string, act: () => Promise<void>): void => {
    work = work.then(async () => {
      if (!connected || stopped) return;
      try {
        await act();
        trouble = null;
        ready();
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        trouble = `the edge cannot be told or asked: ${why}`;
        log.warn({ what, fault: error instanceof RpcError ? error.fault : undefined, why }, 'the edge cannot be told or asked');
        later(retryAfter, sync);
      }
    });
  };

  const push = async (): Promise<void> => {
    const wanted = directory();
    await pushTrunks(rpc, trunksOf(wanted));
    const phones = phonesOf(wanted);
    await pushPhones(rpc, pushed, phones);
    pushed = phones;
  };

  const pushEnded = async (): Promise<void> => {
    for (const key of ended.untold()) await rpc.call('htable.sets', 'ended', key, '1');
  };

  /** Removes the contacts of logins that are over; gives the others. */
  const swept = async (agent: string, contacts: readonly Contact[]): Promise<Contact[]> => {
    const over = contacts.filter((c) => ended.has(browserOf(c)));
    for (const { address } of over) await rpc.call('ul.rm_contact', 'location', agent, address).catch(unlessRefused);
    return contacts.filter((c) => !over.includes(c));
  };

  const look = async (): Promise<void> => {
    const uptime = await rpc.call('core.uptime');
    const domains = await rpc.call('ul.dump');
    for (const one of domains.flatMap((d) => d.registered)) one.contacts = await swept(one.aor, one.contacts);
    const agents = new Set(directory().agents.map((a) => a.id));
    const strangers = stations.reconcile(domains, agents, uptime.seconds * 1000);
    for (const user of strangers) await rpc.call('ul.rm', 'location', user);
  };

  const crowd = new Crowd(instance.sip, instance.agentsPerAddress);
  const guard = async (): Promise<void> => {
    const trunks = new Set(trunksOf(directory()).keys());
    const unwanted = crowd.unwanted(await rpc.call('core.tcp_list'), trunks, Date.now());
    if (unwanted.length) log.info({ connections: unwanted.length }, 'connections that proved nothing, or too many, are closed');
    for (const id of unwanted) await rpc.call('htable.seti', 'unwanted', String(id), 1);
  };

  const sync = (): void =>
    then('sync', async () => {
      await push();
      await pushEnded();
      await look();
    });

  const lookNow = (agent: AgentId, anew: boolean): void =>
    then('lookup', async () => {
      const found = await rpc.call('ul.lookup', 'location', agent).catch(unlessRefused);
      stations.found(agent, found ? await swept(agent, found.contacts) : [], anew); // null: "AOR not found"
    });

  const heard = (event: EdgeEvent): void => {
    const added = event.ev === 'reg' && event.rc === 1;
    const refreshed = event.ev === 'reg' && event.rc === 2 && stations.is(event.user, peerOf(event.src));
    if (refreshed) return; // nothing new
    log.debug(event, 'registration');
    lookNow(event.user, added); // another contact of the same agent may remain, or be the better one
  };

  const line = new Line({
    port: ports.registrations,
    connected: () => {
      connected = true;
      ended.forgotten();
      log.info('connected');
      sync();
      later(graceMs, () => then('look', look)); // who is not back by then is gone
    },
    lost: (why) => {
      if (connected) log.warn({ why }, 'the edge is away');
      connected = false;
      trouble = `the edge is away: ${why}`;
    },
    event: heard,
    warn: (what) => log.warn(what),
  });

  return {
    async start() {
      const done = new Promise<void>((resolve) => (ready = resolve));
      line.start();
      const every = setInterval(() => {
        then('look', look);
        then('crowd', guard);
      }, lookEvery);
      timers.add(every);
      const waited = new Promise<void>((resolve) => later(patience, resolve));
      await Promise.race([done, waited]);
    },
    async stop() {
      stopped = true;
      line.stop();
      for (const timer of timers) clearTimeout(timer);
      rpc.close();
      await work;
    },
    directoryChanged: sync,
    browsersEnded(browsers) {
      for (const { key } of browsers) ended.add(key);
      then('ended', pushEnded);
      for (const { agent } of browsers) if (agent !== undefined) lookNow(agent, false);
      if (browsers.some(({ agent }) => agent === undefined)) then('look', look);
    },
    browserBegun(key) {
      if (ended.delete(key)) then('begun', async () => void (await rpc.call('htable.delete', 'ended', key).catch(unlessRefused)));
    },
    settled: () => work,
    latency: stations.latency,
    trouble: () => trouble,
  };
}

/** Kamailio does not know it: as wanted. */
const unlessRefused = (error: unknown): null => {
  if (error instanceof RpcError && error.fault.kind === 'refused') return null;
  throw error;
};
