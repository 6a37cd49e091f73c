/** The switch as a process: reads its settings, wires engine and adapters, takes up where it was, and leaves a snapshot when it is told to stop. */
import { join } from 'node:path';
import { LegId, type DirectoryTrunk } from '@zuoxi/contracts';
import { browserKey, credentialsLifeMs } from './api/credentials';
import { deskOf } from './api/desk';
import { Live } from './api/live';
import { Feed } from './api/feed';
import { EndedSessions } from './api/ended-sessions';
import { Metrics } from './api/metrics';
import { serve, type Health } from './api/server';
import { readConfig } from './config';
import { createEdge } from './edge';
import { incomingName, nextDue, mayRedirect } from './core';
import { Engine } from './engine/engine';
import { recoveryOf } from './engine/recovery';
import { forgetLegs, isRestored, settleRestored } from './engine/restored';
import { createLog } from './log';
import { createMedia } from './media';
import type { Effect, SipEffect } from './ports';
import { SteadyClock } from './steady-clock';
import { createSip, HostAddresses, lookUp } from './sip';

const settleMs = 1000;
const isSip = (effect: Effect): effect is SipEffect => effect.do.startsWith('leg.');

async function main(): Promise<void> {
  const { instance, secrets } = readConfig(process.env);
  const log = createLog('switch', instance.logLevel);
  const clock = Date.now; // what others count by, too: tokens, credentials, names of hosts
  const steady = new SteadyClock();

  const engine = new Engine({
    dir: instance.paths.switch,
    shard: instance.shard,
    clock: steady.now,
    log,
    perform: (effect) => perform(effect),
    committed: (ms, done) => metrics.committed(ms, done),
    publish: (facts) => {
      for (const { event } of facts) metrics.happened(event);
      for (const { event, to } of facts) for (const [agent, n] of to) live.tell(agent, n, event);
      feed.pump();
    },
    changed: (agents, queues) => live.changed(agents, queues),
  });
  const { world } = engine;
  const post = engine.post.bind(engine);

  let legs = 0;
  const media = createMedia({ instance, records: engine.records('media'), post, log });
  const hosts = new HostAddresses({ lookUp, clock, log });
  const followHosts = (): void => hosts.follow(world.directory.source.trunks.map(({ host }) => host));
  const sip = createSip({
    instance,
    media: media.media,
    records: engine.records('sip'),
    post,
    addressOf: (host) => hosts.addressOf(host),
    newLegId: () => LegId.parse(incomingName(world, ++legs)),
    mayRedirect: (trunk, host, number) => mayRedirect(world, trunk, host, number),
    trunkAuth: (id) => [...world.directory.trunks.values()].find((t: DirectoryTrunk) => t.id === id)?.auth,
    log,
  });
  const perform = (effect: Effect): void => (isSip(effect) ? sip.perform(effect) : media.adapter.perform(effect));
  const edge = createEdge({ instance, directory: () => world.directory.source, post, log });

  const ended = new EndedSessions(join(instance.paths.switch, 'ended-sessions'), clock, log);
  edge.browsersEnded(ended.recent(credentialsLifeMs).map((session) => ({ key: browserKey(session), agent: undefined })));

  const live = new Live({
    browsers: { ended: edge.browsersEnded, begun: edge.browserBegun },
    desk: deskOf(engine, (agent) => edge.latency(agent)),
    ended,
    secrets,
    clock,
    now: steady.now,
    log,
  });
  const feed = new Feed({
    secret: secrets.feed,
    log,
    after: (seq, limit) => engine.events.after(seq, limit).map((n) => n.event),
    at: (seq) => engine.events.after(seq - 1, 1).find(({ event }) => event.seq === seq)?.event.at,
    last: () => engine.events.lastSeq,
    forget: (seq) => engine.events.forget(seq),
    take: async (directory) => {
      await engine.ask({ on: 'directory', directory });
      followHosts();
      edge.directoryChanged();
      await edge.settled(); // taken means: the phones and trunks it names can call
    },
    ended: (sessions) => live.end(sessions),
  });

  const health = (): Health => {
    const parts = { journal: engine.trouble(), sip: sip.trouble(), media: media.adapter.trouble(), edge: edge.trouble() };
    const { version, tenants } = world.directory.source;
    return {
      ok: Object.values(parts).every((trouble) => trouble === null),
      parts: {
        ...parts,
        events: engine.gaps(),
        feed: feed.state().connected ? null : 'the record plane does not follow',
        trunks: hosts.trouble(),
      },
      directory: { version: tenants.length > 0 ? version : null },
      calls: world.calls.size,
      agents: live.size,
    };
  };

  const lag = (): { events: number; oldest: number | null } | null => {
    const { stored } = feed.state();
    if (stored === null) return null;
    return { events: Math.max(0, engine.events.lastSeq - stored), oldest: engine.events.after(stored, 1)[0]?.event.at ?? null };
  };
  const metrics = new Metrics({
    world,
    clock: steady.now,
    workbenches: () => live.size,
    parts: () => health().parts,
    journalBytes: () => engine.journalBytes,
    lag,
  });
  metrics.watchProcess();
  const settling = setInterval(() => {
    if (world.calls.size === 0 && nextDue(world) === null) steady.settle();
  }, settleMs);

  await engine.ask({ on: 'booted' });
  followHosts();
  const restored = isRestored(instance.paths.switch);
  if (restored) forgetLegs(engine.records('sip'), engine.records('media'));
  await Promise.all([media.adapter.start(), sip.start()]);
  const { inputs, effects } = recoveryOf(world, new Set(engine.records('sip').all().keys()));
  // media that was prepared for a call which never reached the phone
  for (const leg of [...engine.records('media').all().keys()])
    if (!engine.records('sip').all().has(leg)) media.media.release(leg);
  if (restored) {
    await Promise.all(inputs.map((input) => engine.ask(input)));
    settleRestored(instance.paths.switch);
  } else {
    for (const input of inputs) post(input);
    for (const effect of effects) perform(effect);
  }
  const server = await serve({
    port: instance.ports.api,
    mostOfAddress: instance.agentsPerAddress,
    live,
    feed,
    health,
    metrics: () => metrics.text(),
  });
  await edge.start();
  log.info({ epoch: world.epoch, calls: world.calls.size, version: world.directory.source.version }, 'the switch works');

  const stop = async (): Promise<void> => {
    clearInterval(settling);
    server.close();
    live.stop();
    feed.stop();
    hosts.stop();
    await Promise.all([edge.stop(), sip.stop(), media.adapter.stop()]);
    await engine.stop();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  // before the log exists: one line for whoever started us
  console.error(`the switch cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
