/** What a call is about: said when somebody dials, true of the call to its record, and of the next one when it is dialled again. */
import type { CallRecord, Subject } from '@zuoxi/contracts';
import { SwitchEvent } from '@zuoxi/contracts';
import { Story } from './story';
import { loadWorld, saveWorld } from './world';

const subject: Subject = { type: 'campaign-customer', id: 'x1' };
const number = '13912345678';

function called(about: Subject | undefined): Story {
  const story = new Story();
  story.online('a1');
  story.does('a1', { type: 'call.dial', number, subject: about });
  return story;
}
const answered = (story: Story): void => {
  story.answers(story.legOf('a1'));
  story.answers(story.dialled().leg);
};
const started = (story: Story): (Subject | null)[] =>
  story.events.flatMap(({ fact }) => (fact.type === 'call.started' ? [fact.subject] : []));

test('fact, view and record say what the call is about; a call of nobody’s is about nothing', () => {
  const story = called(subject);
  answered(story);
  expect(started(story)).toEqual([subject]);
  expect(story.view('a1').call?.subject).toEqual(subject);
  story.ends(story.dialled().leg);
  expect(story.records()[0]?.subject).toEqual(subject);
  expect(started(called(undefined))).toEqual([null]);
});

test('ACW-14 dialled again it is about the same; dialled by hand, the same number is not', () => {
  const story = called(subject);
  answered(story);
  story.ends(story.dialled().leg);
  story.does('a1', 'call.redial');
  answered(story);
  story.ends(story.dialled().leg);
  story.does('a1', { type: 'call.dial', number });
  expect(started(story)).toEqual([subject, subject, null]);
});

test('worlds, facts and records of before, which knew no subjects, are read', () => {
  const story = called(subject);
  const { calls, ...rest } = JSON.parse(JSON.stringify(saveWorld(story.world))) as ReturnType<typeof saveWorld>;
  const older = loadWorld('s1', { ...rest, calls: calls.map(({ subject: _, ...call }) => call) });
  expect([...older.calls.values()].map((call) => call.subject)).toEqual([null]);
  const fact = { type: 'call.started', call: 'c1', direction: 'inbound', ani: number, dnis: '4001', agent: null };
  expect(SwitchEvent.parse({ seq: 1, at: 1, tenant: 't1', fact }).fact).toMatchObject({ subject: null });
  const over = called(undefined);
  answered(over);
  over.ends(over.dialled().leg);
  const { subject: _, ...record } = over.records()[0] as CallRecord;
  const ended = { type: 'call.ended', call: record.id, record };
  expect(SwitchEvent.parse({ seq: 1, at: 1, tenant: 't1', fact: ended }).fact).toMatchObject({ record: { subject: null } });
});
