import { directoryOf, Story } from '../core/story';
import { Metrics } from './metrics';

/** The lines of one metric. */
const linesOf = (text: string, name: string): string[] =>
  text.split('\n').filter((line) => line.startsWith(name) && /[{ ]/.test(line[name.length] ?? ''));

function given(story: Story, lag: () => { events: number; oldest: number | null } | null = () => null) {
  const metrics = new Metrics({
    world: story.world,
    clock: () => story.now,
    workbenches: () => 2,
    parts: () => ({ journal: null, sip: 'no SIP connection to the edge' }),
    journalBytes: () => 4096,
    lag,
  });
  let told = story.events.length;
  const text = async (): Promise<string> => {
    for (const event of story.events.slice(told)) metrics.happened(event);
    told = story.events.length;
    return metrics.text();
  };
  return { metrics, text };
}

test('a caller waits, talks and leaves: the queue’s numbers tell it, and the call is counted once', async () => {
  const story = new Story();
  const { text } = given(story);
  story.calls();
  story.passes(7);
  const waits = await text();
  expect(linesOf(waits, 'zuoxi_queue_waiting')).toEqual(['zuoxi_queue_waiting{queue="q1"} 1']);
  expect(linesOf(waits, 'zuoxi_queue_longest_wait_seconds')).toEqual(['zuoxi_queue_longest_wait_seconds{queue="q1"} 7']);
  expect(linesOf(waits, 'zuoxi_calls')).toContain('zuoxi_calls{direction="inbound"} 1');
  story.online('a1');
  story.answers(story.legOf('a1'));
  const talks = await text();
  expect(linesOf(talks, 'zuoxi_agents')).toContain('zuoxi_agents{activity="talking"} 1');
  expect(linesOf(talks, 'zuoxi_legs')).toContain('zuoxi_legs{state="answered"} 2');
  expect(linesOf(talks, 'zuoxi_queue_waiting')).toEqual(['zuoxi_queue_waiting{queue="q1"} 0']);
  story.passes(60);
  story.ends(story.call().legs[0]!.id);
  const over = await text();
  expect(linesOf(over, 'zuoxi_calls_ended_total')).toEqual(['zuoxi_calls_ended_total{direction="inbound",outcome="normal"} 1']);
  expect(linesOf(over, 'zuoxi_call_endings_total')).toEqual(['zuoxi_call_endings_total{cause="hangup",owner="customer"} 1']);
  expect(linesOf(over, 'zuoxi_queue_calls_total')).toEqual(['zuoxi_queue_calls_total{queue="q1",outcome="normal"} 1']);
  expect(linesOf(over, 'zuoxi_queue_wait_seconds_bucket')).toEqual(
    expect.arrayContaining([
      'zuoxi_queue_wait_seconds_bucket{le="5",queue="q1"} 0',
      'zuoxi_queue_wait_seconds_bucket{le="10",queue="q1"} 1',
    ]),
  );
  expect(linesOf(over, 'zuoxi_queue_talk_seconds_sum')).toEqual(['zuoxi_queue_talk_seconds_sum{queue="q1"} 60']);
  expect(linesOf(over, 'zuoxi_calls')).toContain('zuoxi_calls{direction="inbound"} 0');
});

test('no label names a person, a number or an enterprise', async () => {
  const story = new Story(directoryOf({}, { name: '某某公司' }));
  const { text } = given(story);
  story.talking();
  story.ends(story.call().legs[0]!.id);
  const said = (await text()).replace(/^#.*$/gm, '');
  for (const secret of ['13800138000', '4001', 'a1', '1001', 't1', 'demo', '某某公司', 'session-'])
    expect(said).not.toContain(`"${secret}`);
  const labels = new Set([...said.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
  expect([...labels].sort()).toEqual([
    'activity',
    'cause',
    'direction',
    'intent',
    'le',
    'outcome',
    'owner',
    'part',
    'queue',
    'state',
    'type',
  ]);
});

test('a slow disk, a refusing one, a part that is ill and a record plane that lags behind can be seen', async () => {
  const story = new Story();
  let lag: { events: number; oldest: number | null } | null = null;
  const { metrics, text } = given(story, () => lag);
  metrics.committed(0.4, true);
  metrics.committed(30, false);
  const before = await text();
  expect(linesOf(before, 'zuoxi_journal_commit_seconds_count')).toEqual(['zuoxi_journal_commit_seconds_count 2']);
  expect(linesOf(before, 'zuoxi_journal_commit_seconds_bucket')).toContain('zuoxi_journal_commit_seconds_bucket{le="0.0005"} 1');
  expect(linesOf(before, 'zuoxi_journal_failures_total')).toEqual(['zuoxi_journal_failures_total 1']);
  expect(linesOf(before, 'zuoxi_part_up')).toEqual(['zuoxi_part_up{part="journal"} 1', 'zuoxi_part_up{part="sip"} 0']);
  expect(linesOf(before, 'zuoxi_feed_lag_events')).toEqual([]); // nobody has said how far it is
  lag = { events: 12, oldest: story.now - 3000 };
  const after = await text();
  expect(linesOf(after, 'zuoxi_feed_lag_events')).toEqual(['zuoxi_feed_lag_events{to="records"} 12']);
  expect(linesOf(after, 'zuoxi_feed_lag_seconds')).toEqual(['zuoxi_feed_lag_seconds{to="records"} 3']);
});
