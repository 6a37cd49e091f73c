import type { LegId } from '@zuoxi/contracts';
import { planOf } from './hears';
import { directoryOf, Story } from './story';
import { loadWorld, saveWorld } from './world';

const mailbox = (voicemail: object, tenant: object = {}): Story => new Story(directoryOf({ voicemail }, tenant));
const nobody = { whenNobody: true };

const soundEnds = (story: Story, leg: LegId): void => {
  const { id, rooms } = story.call();
  story.happens({ on: 'played', call: id, leg, play: rooms[0]!.sound!.play.id });
};
const segmentBegins = (story: Story): void =>
  void story.happens({ on: 'segment.started', call: story.call().id, file: 'm.0.wav', at: story.now });

/** A caller who has heard prompt and beep, and is being recorded. */
function speaking(story: Story): LegId {
  const customer = story.calls();
  soundEnds(story, customer);
  segmentBegins(story);
  soundEnds(story, customer);
  return customer;
}

describe('REC-11 voicemail', () => {
  test('REC-11 ACD-05 nobody is signed in: the caller hears prompt and beep, speaks, and hangs up; one record with the recording', () => {
    const story = mailbox(nobody, { recording: false });
    const customer = story.calls();
    expect(story.hears(customer)).toEqual(['voicemail']);
    expect(story.call().rooms[0]?.sound?.play).toMatchObject({ file: 'zh/voicemail', loop: false });
    expect(story.call()).toMatchObject({ waiting: null, recording: null });
    soundEnds(story, customer);
    expect(story.hears(customer)).toEqual(['beep']);
    segmentBegins(story);
    soundEnds(story, customer);
    expect(story.hears(customer)).toEqual([]);
    expect(planOf(story.call()).recording).toMatchObject({ left: [customer], right: [], paused: false });
    story.passes(7);
    story.ends(customer);
    expect(story.records()).toMatchObject([
      { outcome: 'voicemail', queue: 'q1', agent: null, talkingAt: null, segments: [{ file: 'm.0.wav' }] },
    ]);
    expect(story.facts()).toContain('call.askedForMessage');
  });

  test('the prompt speaks the language of the enterprise', () => {
    const story = mailbox(nobody, { language: 'en' });
    story.calls();
    expect(story.call().rooms[0]?.sound?.play).toMatchObject({ file: 'en/voicemail' });
  });

  test('who waits longer than the queue says is asked, though agents are there; the others are not', () => {
    const story = mailbox({ afterSeconds: 20 });
    story.online('a1');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    const first = story.calls();
    story.passes(10);
    const second = story.calls();
    story.passes(9.999);
    expect(story.hears(first)).toEqual(['wait']);
    story.passes(0.001);
    expect([story.hears(first), story.hears(second)]).toEqual([['voicemail'], ['wait']]);
  });

  test('the wait goes on while a phone rings; unanswered after its time the caller is asked, unless the next agent is free', () => {
    const story = mailbox({ afterSeconds: 20 });
    story.online('a1');
    story.passes(1);
    story.online('a2');
    const customer = story.calls();
    story.passes(30);
    expect(story.view('a2').activity.kind).toBe('offered');
    story.passes(30);
    expect(story.hears(customer)).toEqual(['voicemail']);
  });

  test('the last agent signs out, or the setting comes while nobody is there: those who wait are asked, those of a queue without mailbox are not', () => {
    const story = mailbox(nobody);
    story.online('a1');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    const customer = story.calls();
    expect(story.hears(customer)).toEqual(['wait']);
    story.does('a1', 'agent.signOut');
    expect(story.hears(customer)).toEqual(['voicemail']);

    const off = new Story();
    const waits = off.calls();
    expect(off.hears(waits)).toEqual(['wait']);
    off.happens({ on: 'directory', directory: { ...directoryOf({ voicemail: nobody }), version: 2 } });
    expect(off.hears(waits)).toEqual(['voicemail']);
  });

  test('an agent who comes while the prompt plays takes the next caller, not this one', () => {
    const story = mailbox(nobody);
    const customer = story.calls();
    story.online('a1');
    expect([story.hears(customer), story.view('a1').activity.kind]).toEqual([['voicemail'], 'idle']);
    story.calls();
    expect(story.view('a1').activity.kind).toBe('offered');
    expect(story.hears(customer)).toEqual(['voicemail']);
  });

  test.each([
    ['during the prompt', 'noAgentOnline', (story: Story) => story.calls()],
    [
      'within a second of the beep',
      'noAgentOnline',
      (story: Story) => {
        const customer = speaking(story);
        story.passes(1);
        return customer;
      },
    ],
    [
      'while the disk takes nothing',
      'noAgentOnline',
      (story: Story) => {
        const customer = story.calls();
        soundEnds(story, customer);
        story.passes(9);
        return customer;
      },
    ],
  ] as const)('ACD-05 who hangs up %s left no voicemail: %s', (_when, outcome, told) => {
    const story = mailbox(nobody);
    story.ends(told(story));
    expect(story.records()).toMatchObject([{ outcome }]);
  });

  test('with agents signed in, who hangs up during the prompt gave up in the queue', () => {
    const story = mailbox({ afterSeconds: 5 });
    story.online('a1');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    const customer = story.calls();
    story.passes(6);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ outcome: 'abandonedInQueue' }]);
  });

  test('after two minutes the call is ended; a lost line leaves what was said before', () => {
    const story = mailbox(nobody);
    const customer = speaking(story);
    story.passes(119.999);
    expect(story.did('leg.end', customer)).toBe(false);
    story.passes(0.001);
    expect(story.did('leg.end', customer)).toBe(true);
    const next = speaking(story);
    story.passes(4);
    story.ends(next, 'lost', 'carrier');
    expect(story.records().map((r) => [r.outcome, r.ending])).toEqual([
      ['voicemail', { cause: 'hangup', owner: 'system' }],
      ['voicemail', { cause: 'lost', owner: 'carrier' }],
    ]);
  });

  test('a crash of the switch changes nothing: prompt and recording go on, and their deadlines stand', () => {
    const story = mailbox(nobody);
    const crash = (): void =>
      void Object.assign(story, { world: loadWorld('s1', JSON.parse(JSON.stringify(saveWorld(story.world)))) });
    const customer = story.calls();
    crash();
    expect(story.hears(customer)).toEqual(['voicemail']);
    story.passes(60); // the mixer died too: nobody says that the prompt is over
    expect(story.hears(customer)).toEqual(['beep']);
    segmentBegins(story);
    crash();
    story.passes(120);
    expect(story.records()).toMatchObject([{ outcome: 'voicemail' }]);
  });

  test('the world of an older switch, which knew no voicemail, goes on: who waits, waits', () => {
    const story = new Story();
    const customer = story.calls();
    const old = JSON.stringify(saveWorld(story.world)).replace(/,"voicemail":(null|\{[^}]*\})/g, '');
    expect(old).not.toContain('voicemail');
    Object.assign(story, { world: loadWorld('s1', JSON.parse(old)) });
    story.calls();
    expect(story.hears(customer)).toEqual(['wait']);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ outcome: 'noAgentOnline' }]);
  });

  test('who has talked with an agent is not asked: the recording of a conversation is no voicemail', () => {
    const story = mailbox(nobody);
    const { customer, agent } = story.talking();
    story.ends(agent, 'lost', 'agent');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    story.passes(20);
    story.does('a1', 'agent.signOut');
    expect(story.hears(customer)).toEqual(['wait']);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ outcome: 'normal' }]);
  });
});
