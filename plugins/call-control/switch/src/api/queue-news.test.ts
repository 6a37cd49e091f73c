import type { AgentId, LegId, QueueId, TrunkId } from '@zuoxi/contracts';
import { directoryOf, Story } from '../core/story';
import { queuesOf, queueView } from '../core';
import { QueueNews } from './queue-news';
import { Shown } from './shown';

const two = directoryOf();
const story = new Story({
  ...two,
  tenants: [...two.tenants, { ...two.tenants[0]!, id: 't2' as never, code: 'other' }],
  groups: [...two.groups, { id: 'g2' as never, tenant: 't2' as never, name: '他组' }],
  agents: two.agents.map((agent, i) => (i === 2 ? { ...agent, tenant: 't2' as never, groups: ['g2' as never] } : agent)),
});
const [a1, a2, other] = ['a1', 'a2', 'a3'] as AgentId[];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a queue that changed is told once to those who serve it, in the same words, and to nobody else', () => {
  const heard: [AgentId, string][] = [];
  const reader = (agent: AgentId) => {
    const socket = { OPEN: 1 as const, readyState: 1 as const, send: (text: string) => void heard.push([agent, text]) };
    return [agent, { socket }] as const;
  };
  const readers = new Map([a1!, a2!, other!].map(reader));
  const { world } = story;
  const news = new QueueNews({
    readers: () => readers,
    queuesOf: (agent) => queuesOf(world, agent),
    queue: (id) => queueView(world, id),
  });
  const source = { kind: 'trunk', trunk: 'k1' as TrunkId } as const;
  for (const leg of ['in-1', 'in-2'] as LegId[]) {
    const { queues } = story.happens({ on: 'leg.invited', leg, source, ani: '13800138000', dnis: '4001' });
    expect([...queues]).toEqual(['q1']);
    news.changed(queues);
  }
  expect(heard).toEqual([]);
  jest.runAllTimers();
  expect(heard.map(([agent]) => agent)).toEqual([a1, a2]);
  expect(JSON.parse(heard[0]![1])).toMatchObject({ t: 'queues', all: false, queues: [{ id: 'q1', waiting: 2 }] });
  expect(heard[1]![1]).toBe(heard[0]![1]);
});

test('of a view only what changed since it was shown is told; a group more means queues anew', () => {
  const shown = new Shown();
  story.online('a1');
  const view = story.view('a1');
  expect(shown.changes(view)).toEqual(view);
  expect(shown.changes(story.view('a1'))).toBeNull();
  story.passes(1);
  story.does('a1', { type: 'agent.notReady', reason: 'break' });
  expect(Object.keys(shown.changes(story.view('a1')) ?? {}).sort()).toEqual(['intent', 'since']);
  shown.showQueues(queuesOf(story.world, a1!));
  expect(shown.sameQueues(queuesOf(story.world, a1!))).toBe(true);
  expect(shown.sameQueues([...queuesOf(story.world, a1!), 'q9' as QueueId])).toBe(false);
});
