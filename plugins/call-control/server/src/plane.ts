/** What runs beside the requests: the directory goes out, events come in. */
import type { Core } from '@strapi/strapi';
import type { SwitchEvent } from '@zuoxi/contracts';
import type { Mover } from '@zuoxi/storage';
import { z } from 'zod';
import { service, sessionsEndedEvent } from '@zuoxi/record-plane';
import { DirectoryPublisher } from './directory/publisher';
import { Feed } from './feed/feed';
import { storedSignal } from './feed/follow';
import { keepGap } from './feed/gaps';
import { isStored, storedUpTo, storeEvents, timeOf } from './feed/store';
import { callRecordType } from './records/call-record-type';
import { Prompts } from './prompts/prompts';
import { recordingMover } from './recordings/storage';
import { settingsOf } from './settings';

export type Plane = { feed: Feed; directory: DirectoryPublisher; mover: Mover; stopListening: () => void };

const Ended = z.looseObject({ sessions: z.array(z.string()), moved: z.literal(false) });

const planes = new WeakMap<Core.Strapi, Plane>();

/** Lists of call records that are open look again. */
function tellLists(strapi: Core.Strapi, events: readonly SwitchEvent[]): void {
  const changes = service(strapi, 'changes');
  const tenants = new Set(events.flatMap(({ tenant, fact }) => (fact.type === 'call.ended' ? [tenant] : [])));
  for (const tenant of tenants) changes.rowsArrived(tenant, callRecordType.schema.pluginOptions.workbench.name);
}

export async function startPlane(strapi: Core.Strapi): Promise<void> {
  const { feedUrl, feedSecret, shard, sounds } = settingsOf(strapi);
  const knex = strapi.db.connection;
  const files = service(strapi, 'files');
  const prompts = new Prompts({
    sounds,
    withFile: (id, tenant, work) => files.withFile(id, tenant, work),
    made: () => directory.changed(0),
  });
  const mover = recordingMover(strapi);
  const directory = new DirectoryPublisher(strapi, prompts, (version) => feed.tell(version));
  const after = await storedUpTo(knex, shard);
  const feed = new Feed({
    url: feedUrl,
    secret: feedSecret,
    log: strapi.log,
    after,
    at: await timeOf(knex, shard, after),
    isStored: (event) => isStored(knex, shard, event),
    store: async (events, upTo) => {
      await storeEvents(knex, { shard, events, upTo });
      await strapi.eventHub.emit(storedSignal);
      tellLists(strapi, events);
    },
    lost: (gap) =>
      keepGap(knex, shard, gap, Date.now()).catch((error: unknown) => {
        strapi.log.error(`a loss cannot be written down: ${String(error)}`);
      }),
    directory: () => directory.current,
    directoryTaken: (version) => {
      directory.taken = version;
      strapi.log.info(`directory ${version} is with the switch`);
    },
  });
  const stopListening = strapi.eventHub.on(sessionsEndedEvent, (given: unknown) => {
    const ended = Ended.safeParse(given);
    if (ended.success) feed.endSessions(ended.data.sessions);
    return Promise.resolve();
  });
  planes.set(strapi, { feed, directory, mover, stopListening });
  await directory.start();
  feed.start();
  mover.start();
}

export async function stopPlane(strapi: Core.Strapi): Promise<void> {
  const plane = planes.get(strapi);
  planes.delete(strapi);
  plane?.stopListening();
  await plane?.feed.stop();
  await plane?.mover.stop();
  await plane?.directory.stop();
}

export function planeOf(strapi: Core.Strapi): Plane {
  const plane = planes.get(strapi);
  if (!plane) throw new Error('the record plane has not started');
  return plane;
}
