/** Calls from the switch through the edge: whom they reach, and how requests within a call find their way. */
import {
  browser,
  browserSdp,
  deskPhone,
  edge,
  endEdge,
  final,
  fromSwitch,
  givenEdge,
  sdp,
  theSwitch,
  trunk,
} from '../support/edge-peers';
import { request, response, routeOf, uriIn } from '../support/sip/message';
import { contactOf } from '../support/sip/register';

beforeAll(givenEdge);
afterAll(endEdge);

describe('a call from the switch', () => {
  it('to an agent finds the browser by registration and the media it offers, and keeps its X-Zuoxi-Call', async () => {
    const [peer] = [await browser('d1'), await deskPhone()];
    const call = 'X-Zuoxi-Call: c1;leg=l1;answer=auto';
    theSwitch.say(request(fromSwitch('sip:d1@zuoxi', { body: browserSdp, headers: [call] })));
    const heard = await peer.inbox.request('INVITE');
    expect(heard.header('x-zuoxi-call')).toBe('c1;leg=l1;answer=auto');
    expect(heard.uri).toBe(uriIn(contactOf(peer, 'd1')));
  });

  it('to an agent with a desk phone rings the desk phone when plain RTP is offered', async () => {
    const [phone] = [await deskPhone(), await browser('d1')];
    theSwitch.say(request(fromSwitch('sip:d1@zuoxi')));
    expect((await phone.inbox.request('INVITE')).uri).toBe(uriIn(contactOf(phone, 'd1')));
  });

  it('to an agent who is not registered is answered 480', async () => {
    const invite = fromSwitch('sip:nobody@zuoxi');
    theSwitch.say(request(invite));
    expect((await final(theSwitch, invite)).status).toBe(480);
  });

  it('to any other host goes there over UDP, from our public port, without our headers', async () => {
    const carrier = await trunk();
    const invite = fromSwitch(`sip:13800138000@${carrier.via.slice(4)}`, { headers: ['X-Zuoxi-Call: c1;leg=l1'] });
    theSwitch.say(request(invite));
    const heard = await carrier.inbox.request('INVITE');
    expect(heard.raw).not.toMatch(/zuoxi-call/i);
    expect(heard.header('via')).toContain(`SIP/2.0/UDP ${edge.sip.host}:${edge.sip.port}`);
    carrier.say(response(heard, 486, { tag: 'x', headers: ['X-Zuoxi-Source: trunk;id=forged'] }));
    const answer = await final(theSwitch, invite);
    expect(answer.status).toBe(486);
    expect(answer.raw).not.toMatch(/forged/);
  });

  it('to a host by name goes to the address that the switch looked up, with the name in its request URI, and so does what follows in the call', async () => {
    const carrier = await trunk();
    const { host, port } = carrier.local;
    const name = `sip:13800138000@trunk.invalid:${port}`;
    const invite = fromSwitch(name, { headers: [`X-Zuoxi-Next-Hop: ${host}`] });
    theSwitch.say(request(invite));
    const heard = await carrier.inbox.request('INVITE');
    expect(heard.uri).toBe(name);
    expect(heard.raw).not.toMatch(/next-hop/i);
    // RFC 3261 §12.1.1: names in Contact and Record-Route are as good as addresses
    const proxy = `Record-Route: <sip:proxy.invalid:${port};lr>`;
    const ok = response(heard, 200, { tag: 'c', headers: [`Contact: <sip:c@inner.invalid:${port}>`], body: sdp });
    carrier.say(ok.replace('Record-Route:', `${proxy}\r\nRecord-Route:`));
    const answer = await final(theSwitch, invite);
    const next = {
      ...invite,
      body: undefined,
      uri: uriIn(answer.header('contact')),
      to: answer.header('to'),
      headers: routeOf(answer, 'caller'),
    };
    theSwitch.say(request({ ...next, method: 'ACK' }));
    const ack = await carrier.inbox.request('ACK');
    expect([ack.uri, ...ack.all('route')]).toEqual([`sip:c@inner.invalid:${port}`, `<sip:proxy.invalid:${port};lr>`]);
    theSwitch.say(request({ ...next, method: 'BYE', cseq: 2, headers: routeOf(answer, 'caller').slice(0, -1) }));
    const bye = await carrier.inbox.request('BYE');
    expect(bye.uri).toBe(`sip:c@inner.invalid:${port}`);
    carrier.say(response(bye, 200));
    expect((await theSwitch.inbox.final(invite.callId ?? '', 'BYE')).status).toBe(200);
  });

  it('to a host that nobody resolved is refused at once, also by the second hundred, and no other call waits', async () => {
    const carrier = await trunk();
    const lost = Array.from({ length: 200 }, (_, i) => fromSwitch(`sip:1@host${i}.invalid`));
    const call = fromSwitch(`sip:13800138000@${carrier.via.slice(4)}`);
    for (const one of lost) theSwitch.say(request(one));
    theSwitch.say(request(call));
    carrier.say(response(await carrier.inbox.request('INVITE'), 486, { tag: 'x' }));
    expect((await final(theSwitch, call)).status).toBe(486);
    for (const one of lost) expect((await final(theSwitch, one)).status).toBe(503);
    expect(edge.log()).toContain('next hop without address: INVITE');
    expect(edge.log()).not.toContain('could not resolve hostname');
  });

  it.each(['127.0.0.1.invalid', '300.1.2.3', '1.2.3', 'localhost', '127.0.0.77 x'])(
    'the next hop is an address or nothing: %j is refused',
    async (address) => {
      const invite = fromSwitch('sip:1@trunk.invalid:5060', { headers: [`X-Zuoxi-Next-Hop: ${address}`] });
      theSwitch.say(request(invite));
      expect((await final(theSwitch, invite)).status).toBe(503);
    },
  );

  it('goes on over the new WebSocket when a browser had to connect again', async () => {
    const page = await browser('a5');
    const invite = fromSwitch('sip:a5@zuoxi', { body: browserSdp });
    theSwitch.say(request(invite));
    const heard = await page.inbox.request('INVITE');
    page.say(response(heard, 200, { tag: 'br', headers: [`Contact: ${contactOf(page, 'a5')}`], body: browserSdp }));
    const ok = await final(theSwitch, invite);
    const next = {
      ...invite,
      body: undefined,
      uri: uriIn(ok.header('contact')),
      to: ok.header('to'),
      headers: routeOf(ok, 'caller'),
    };
    theSwitch.say(request({ ...next, method: 'ACK' }));
    await page.inbox.request('ACK');
    await page.close();
    theSwitch.say(request({ ...next, method: 'BYE', cseq: 2 })); // nobody is there now
    const again = await browser('a5');
    const bye = await again.inbox.request('BYE');
    again.say(response(bye, 200));
    expect((await theSwitch.inbox.final(invite.callId ?? '', 'BYE')).status).toBe(200);
  });
});
