/** Tables of high volume that no content type describes. Written and read by SQL alone; `tenant` leads every key (design §5). */
import type { Core } from '@strapi/strapi';
import { claimTable } from './lines/claims';

const up = `
  create table switch_events (
    tenant text not null,
    shard text not null,
    seq bigint not null,
    at bigint not null,
    call_id text,
    type text not null,
    fact jsonb not null,
    -- \`at\` tells a repeated event from one of a switch that lost its data directory and counts from 1 again
    primary key (tenant, shard, seq, at)
  );
  create index switch_events_call on switch_events (tenant, call_id, seq) where call_id is not null;

  create table switch_feeds (shard text primary key, stored bigint not null);

  create table call_agents (
    tenant text not null,
    agent text not null,
    call_id text not null,
    started_at timestamptz(3) not null,
    type text not null,
    primary key (tenant, agent, call_id)
  );
  create index call_agents_started on call_agents (tenant, agent, started_at desc, call_id desc);
`;

/** `n` is the order of storing (`storeEvents` lets one writer at a time): unlike `seq` it grows for ever, also when a switch counts anew. */
const follow = `
  alter table switch_events add column n bigint generated always as identity;
  create unique index switch_events_n on switch_events (n);
  create table switch_followers (name text primary key, n bigint not null);
`;

/** While a round of many goes on, tenants whose batch is done (`feed/places.ts`). */
const ahead = `
  create table switch_followers_ahead (
    tenant text not null,
    name text not null,
    n bigint not null,
    primary key (tenant, name)
  );
`;

/** Events that the switch lost before they came. Of the instance, like the feed: their tenants are not known. */
const gaps = `
  create table switch_gaps (
    shard text not null,
    first bigint not null,
    last bigint not null,
    since bigint,
    found bigint not null,
    primary key (shard, first, last)
  );
`;

/** In `register()`: Strapi runs each once, before it makes the schema of the content types. */
export function registerTables(strapi: Core.Strapi): void {
  strapi.db.migrations.providers.internal.register({
    name: 'call-control::0001-events',
    up: async (knex) => {
      await knex.raw(up);
    },
    down: async (knex) => {
      await knex.raw('drop table call_agents, switch_feeds, switch_events');
    },
  });
  strapi.db.migrations.providers.internal.register({
    name: 'call-control::0002-follow',
    up: async (knex) => {
      await knex.raw(follow);
    },
    down: async (knex) => {
      await knex.raw('drop table switch_followers; alter table switch_events drop column n');
    },
  });
  strapi.db.migrations.providers.internal.register({
    name: 'call-control::0003-line-claims',
    up: async (knex) => {
      await knex.raw(claimTable);
    },
    down: async (knex) => {
      await knex.raw('drop table line_claims');
    },
  });
  strapi.db.migrations.providers.internal.register({
    name: 'call-control::0004-followers-ahead',
    up: async (knex) => {
      await knex.raw(ahead);
    },
    down: async (knex) => {
      await knex.raw('drop table switch_followers_ahead');
    },
  });
  strapi.db.migrations.providers.internal.register({
    name: 'call-control::0005-gaps',
    up: async (knex) => {
      await knex.raw(gaps);
    },
    down: async (knex) => {
      await knex.raw('drop table switch_gaps');
    },
  });
}
