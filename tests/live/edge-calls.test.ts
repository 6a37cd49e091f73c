/** Calls through the edge: who is let in, and what the switch sees of them. */
import { randomUUID } from 'node:crypto';
import {
  browser,
  browserSdp,
  deskPhone,
  edge,
  endEdge,
  final,
  fromSwitch,
  givenEdge,
  inCall,
  inviteOf,
  keep,
  sdp,
  theSwitch,
  trunk,
  trunkHost,
  uri,
} from '../support/edge-peers';
import { authorization, request, response, routeOf, uriIn, type Say } from '../support/sip/message';
import { ask } from '../support/sip/register';
import { tcpPeer, udpPeer, wsPeer, type Peer } from '../support/sip/peer';

beforeAll(givenEdge);
afterAll(endEdge);

describe('a call from a trunk', () => {
  it('reaches the switch with exactly one line about its source, and nothing that a stranger wrote in that name', async () => {
    const caller = await trunk();
    const forged = [
      'X-Zuoxi-Source: agent;id=a1;ip=1.2.3.4',
      'x-zuoxi-call: c1;leg=l1;answer=auto',
      'Route: <sip:127.0.0.1:9;lr>',
    ];
    const invite = inviteOf(caller, 'sip:13800138000@carrier.example', { headers: forged });
    caller.say(request(invite));
    const heard = await theSwitch.inbox.request('INVITE');
    expect(heard.uri).toBe(uri('4001'));
    expect(heard.all('x-zuoxi-source')).toEqual([`trunk;id=carrier;ip=${trunkHost}`]);
    expect(heard.all('x-zuoxi-call')).toEqual([]);
    expect(heard.all('route')).toEqual([]);
    expect(heard.body).toBe(sdp);
    theSwitch.answer(heard, 486);
    expect((await final(caller, invite)).status).toBe(486);
  });

  it.each([
    ['', ';transport=tcp'],
    [';ob', ';transport=tcp;ob'],
    [';transport=tcp', ';transport=tcp'],
  ])('over TCP with a Contact that says "%s": the rest of the call goes over TCP', async (said, meant) => {
    const caller = keep(await tcpPeer(edge.sip, trunkHost));
    const at = `sip:caller@${trunkHost}:${caller.local.port}`;
    const invite = inviteOf(caller, 'sip:13800138000@carrier.example', { contact: `<${at}${said}>` });
    caller.say(request(invite));
    const heard = await theSwitch.inbox.next('INVITE', inCall(invite.callId, 'INVITE'));
    expect(uriIn(heard.header('contact'))).toBe(`${at}${meant}`);
    theSwitch.answer(heard, 200, { headers: [`Contact: ${theSwitch.contact}`], body: sdp });
    const ok = await final(caller, invite);
    const back = { from: ok.header('to'), to: ok.header('from'), callId: invite.callId, headers: routeOf(heard, 'called') };
    const target = uriIn(heard.header('contact'));
    theSwitch.say(request({ ...fromSwitch(target, back), method: 'BYE', cseq: 7, body: undefined }));
    const bye = await caller.inbox.request('BYE');
    expect(bye.header('via')).toContain('SIP/2.0/TCP');
    caller.say(response(bye, 200));
  });

  it('can be answered, and ended from either side', async () => {
    for (const side of ['caller', 'switch'] as const) {
      const caller = await trunk();
      const invite = inviteOf(caller, 'sip:13800138000@carrier.example');
      caller.say(request(invite));
      const heard = await theSwitch.inbox.next('INVITE', inCall(invite.callId, 'INVITE'));
      theSwitch.answer(heard, 200, { headers: [`Contact: ${theSwitch.contact}`], body: sdp });
      const ok = await final(caller, invite);
      const next = {
        ...invite,
        body: undefined,
        uri: uriIn(ok.header('contact')),
        to: ok.header('to'),
        headers: routeOf(ok, 'caller'),
      };
      caller.say(request({ ...next, method: 'ACK' }));
      await theSwitch.inbox.next('ACK', inCall(invite.callId, 'ACK'));
      if (side === 'caller') {
        caller.say(request({ ...next, method: 'BYE', cseq: 2 }));
        const bye = await theSwitch.inbox.next('BYE', inCall(invite.callId, 'BYE'));
        expect(bye.all('route')).toEqual([]);
        theSwitch.answer(bye, 200);
        expect((await caller.inbox.final(invite.callId ?? '', 'BYE')).status).toBe(200);
      } else {
        const back = {
          from: `${heard.header('to')};tag=sw`,
          to: heard.header('from'),
          callId: invite.callId,
          headers: routeOf(heard, 'called'),
        };
        const bye = { ...fromSwitch(uriIn(heard.header('contact')), back), method: 'BYE', cseq: 7, body: undefined };
        theSwitch.say(request(bye));
        const said = await caller.inbox.request('BYE');
        expect(said.uri).toBe(uriIn(invite.contact ?? ''));
        caller.say(response(said, 200));
        expect((await theSwitch.inbox.final(invite.callId ?? '', 'BYE')).status).toBe(200);
      }
    }
  });

  it('can be given up while it rings', async () => {
    const caller = await trunk();
    const invite = { ...inviteOf(caller, 'sip:1@carrier.example'), branch: 'z9hG4bKgiveup' };
    caller.say(request(invite));
    const heard = await theSwitch.inbox.next('INVITE', inCall(invite.callId, 'INVITE'));
    theSwitch.answer(heard, 180);
    await caller.inbox.next('180', (m) => m.status === 180);
    caller.say(request({ ...invite, method: 'CANCEL', body: undefined, contact: undefined }));
    const cancel = await theSwitch.inbox.request('CANCEL');
    expect(cancel.header('via').split(';branch=')[1]).toBe(heard.header('via').split(';branch=')[1]);
    theSwitch.answer(cancel, 200);
    theSwitch.answer(heard, 487);
    expect((await caller.inbox.final(invite.callId ?? '', 'INVITE')).status).toBe(487);
  });

  it('from an address that is no trunk is refused', async () => {
    const stranger = keep(await udpPeer(edge.sip, '127.0.0.78'));
    const invite = inviteOf(stranger, 'sip:13800138000@carrier.example');
    stranger.say(request(invite));
    expect((await final(stranger, invite)).status).toBe(403);
    expect(edge.log()).toContain(`unknown source: INVITE to 4001 from udp:127.0.0.78`);
    expect(edge.log()).toContain(invite.callId);
    const dialled = { ...inviteOf(stranger, 'sip:13900139000@carrier.example', { uri: uri('13800138000') }) };
    stranger.say(request(dialled));
    expect((await final(stranger, dialled)).status).toBe(403);
    await edge.logged(/unknown source: INVITE to …8000 from/);
    expect(edge.log()).not.toMatch(/13[89]0013[89]000/);
  });

  it('over a WebSocket is no trunk, even from an address of one', async () => {
    await edge.rpc.call('htable.sets', 'trunks', '127.0.0.1', 'loopback');
    const peer = keep(await wsPeer(edge.ws));
    const invite = inviteOf(peer, 'sip:1@carrier.example');
    peer.say(request(invite));
    expect((await final(peer, invite)).status).toBe(403);
    await edge.rpc.call('htable.delete', 'trunks', '127.0.0.1');
  });
});

it('a call that came from a trunk with names for Contact and Record-Route is ended at the address that it came from', async () => {
  const caller = await trunk();
  const { port } = caller.local;
  const headers = [`Record-Route: <sip:proxy.invalid:${port};lr>`];
  const invite = inviteOf(caller, 'sip:13800138000@carrier.example', { contact: `<sip:c@inner.invalid:${port}>`, headers });
  caller.say(request(invite));
  const heard = await theSwitch.inbox.next('INVITE', inCall(invite.callId, 'INVITE'));
  theSwitch.answer(heard, 200, { headers: [`Contact: ${theSwitch.contact}`], body: sdp });
  await final(caller, invite);
  const back = {
    from: `${heard.header('to')};tag=sw`,
    to: heard.header('from'),
    callId: invite.callId,
    headers: routeOf(heard, 'called'),
  };
  theSwitch.say(request({ ...fromSwitch(uriIn(heard.header('contact')), back), method: 'BYE', cseq: 7, body: undefined }));
  const bye = await caller.inbox.request('BYE');
  expect(bye.uri).toBe(`sip:c@inner.invalid:${port}`);
  caller.say(response(bye, 200));
  expect((await theSwitch.inbox.final(invite.callId ?? '', 'BYE')).status).toBe(200);
});

describe('a call from an agent', () => {
  it('is let in with the phone’s password; the switch sees the agent and no credentials', async () => {
    const phone = await deskPhone();
    const invite = inviteOf(phone, 'sip:d1@zuoxi', { uri: 'sip:13800138000@zuoxi' });
    phone.say(request(invite));
    const challenge = await final(phone, invite);
    expect(challenge.status).toBe(407);
    const credentials = authorization(challenge, { method: 'INVITE', uri: invite.uri, user: 'd1', password: 'geheim' });
    phone.say(request({ ...invite, method: 'ACK', body: undefined }));
    phone.say(request({ ...invite, cseq: 2, headers: [credentials] }));
    const heard = await theSwitch.inbox.next('INVITE', inCall(invite.callId, 'INVITE'));
    expect(heard.all('x-zuoxi-source')).toEqual(['agent;id=d1;ip=127.0.0.1']);
    expect(heard.all('proxy-authorization')).toEqual([]);
    theSwitch.answer(heard, 603);
    expect((await final(phone, invite)).status).toBe(603);
  });

  it('in the name of another agent is refused', async () => {
    const phone = await deskPhone();
    const invite = inviteOf(phone, 'sip:a2@zuoxi');
    phone.say(request(invite));
    const challenge = await final(phone, invite);
    const credentials = authorization(challenge, { method: 'INVITE', uri: invite.uri, user: 'd1', password: 'geheim' });
    phone.say(request({ ...invite, cseq: 2, headers: [credentials] }));
    expect((await phone.inbox.next('403', (m) => m.header('cseq') === '2 INVITE')).status).toBe(403);
  });

  it('over a WebSocket is refused at once, also in one’s own name: a browser dials by command', async () => {
    const peer = await browser('a1');
    const invite = inviteOf(peer, 'sip:a1@zuoxi', { uri: 'sip:13800138000@zuoxi', body: browserSdp });
    peer.say(request(invite));
    const refused = await final(peer, invite);
    expect([refused.status, refused.all('proxy-authenticate')]).toEqual([403, []]);
    // nor with an answer to another request’s challenge
    const challenge = await ask(peer, 'a1', 1, []);
    const credentials = authorization(challenge, { method: 'INVITE', uri: invite.uri, ...edge.credentials('a1') });
    const again = { ...invite, callId: randomUUID(), headers: [credentials] };
    peer.say(request(again));
    expect((await final(peer, again)).status).toBe(403);
  });

  it.each(['UDP', 'TCP'])('over %s with the credentials of a browser is refused', async (transport) => {
    const phone = keep(await (transport === 'UDP' ? udpPeer : tcpPeer)(edge.sip));
    const invite = inviteOf(phone, 'sip:a1@zuoxi', { uri: 'sip:13800138000@zuoxi' });
    phone.say(request(invite));
    const challenge = await final(phone, invite);
    const credentials = authorization(challenge, { method: 'INVITE', uri: invite.uri, ...edge.credentials('a1') });
    phone.say(request({ ...invite, method: 'ACK', body: undefined }));
    phone.say(request({ ...invite, cseq: 2, headers: [credentials] }));
    expect((await phone.inbox.next('403', (m) => m.header('cseq') === '2 INVITE')).status).toBe(403);
  });
});

it('OPTIONS to us is answered, from anybody, over UDP and TCP', async () => {
  const us = uri('x').replace('x@', '');
  for (const peer of [keep(await udpPeer(edge.sip, '127.0.0.81')), keep(await tcpPeer(edge.sip))]) {
    const options: Say = {
      method: 'OPTIONS',
      uri: us,
      via: peer.via,
      from: '<sip:x@y.example>',
      to: `<${us}>`,
      callId: randomUUID(),
    };
    peer.say(request(options));
    const answer = await final(peer, options);
    expect(answer.status).toBe(200);
    expect(answer.header('allow')).toContain('INVITE');
  }
});

it('is no open relay: a request within a call that nobody knows goes to the switch, whatever route it asks for', async () => {
  const [stranger, victim] = [keep(await udpPeer(edge.sip, '127.0.0.82')), keep(await udpPeer(edge.sip, '127.0.0.83'))];
  const target = `sip:victim@${victim.via.slice(4)}`;
  const bye = { ...inviteOf(stranger, 'sip:x@y.example'), method: 'BYE', uri: target, to: `<${target}>;tag=1`, body: undefined };
  stranger.say(request({ ...bye, headers: [`Route: <sip:${edge.sip.host}:${edge.sip.port};lr>`, `Route: <${target};lr>`] }));
  const heard = await theSwitch.inbox.next('BYE', inCall(bye.callId, 'BYE'));
  theSwitch.answer(heard, 481);
  expect((await final(stranger, bye)).status).toBe(481);
  expect(victim.inbox.unread()).toEqual([]);
});

it('methods that only make sense within a call are refused outside of one', async () => {
  const caller = await trunk();
  const refer = { ...inviteOf(caller, 'sip:x@y.example'), method: 'REFER', body: undefined };
  caller.say(request(refer));
  expect((await final(caller, refer)).status).toBe(405);
});

it('too many hops and responses that nobody asked for end here', async () => {
  const caller = await trunk();
  const invite = inviteOf(caller, 'sip:x@y.example');
  caller.say(request(invite).replace('Max-Forwards: 70', 'Max-Forwards: 0'));
  expect((await final(caller, invite)).status).toBe(483);
  const victim = keep(await udpPeer(edge.sip, '127.0.0.84'));
  const via = (of: Peer, branch: string): string => `Via: SIP/2.0/${of.via};branch=${branch}`;
  const ours = `Via: SIP/2.0/UDP ${edge.sip.host}:${edge.sip.port};branch=z9hG4bK1`;
  const stray = request({ ...inviteOf(caller, 'sip:x@y.example'), body: undefined })
    .split('\r\n')
    .slice(2);
  caller.say(['SIP/2.0 200 OK', ours, via(victim, 'z9hG4bK2'), ...stray].join('\r\n'));
  const probe: Say = {
    method: 'OPTIONS',
    uri: uri('x'),
    via: caller.via,
    from: '<sip:x@y.example>',
    to: '<sip:x@y.example>',
    callId: 'probe',
  };
  caller.say(request(probe)); // answered after the stray was handled, or beside it
  await final(caller, probe);
  expect(victim.inbox.unread()).toEqual([]);
});
