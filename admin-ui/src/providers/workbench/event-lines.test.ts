import { EventLines } from './event-lines';

test('events are read whole, wherever the network cuts them; comments that keep the line open are no events', () => {
  const whole = ': hello\n\ndata: {"t":1}\n\ndata: {"t":2}\r\n\r\nevent: x\ndata: a\ndata: b\n\n';
  const expected = ['{"t":1}', '{"t":2}', 'a\nb'];
  expect(new EventLines().push(whole)).toEqual(expected);
  for (let cut = 1; cut < whole.length; cut++) {
    const lines = new EventLines();
    // a cut between the two characters of CR LF is put together by the next piece
    expect([...lines.push(whole.slice(0, cut)), ...lines.push(whole.slice(cut))]).toEqual(expected);
  }
});
