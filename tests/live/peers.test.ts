/** The peers of the other live tests against each other: what they claim to do, they do. */
import { freePort, readSound } from '@zuoxi/robot';
import { describeSound } from '@zuoxi/rtp';
import { bind } from '@zuoxi/scripts/ports';
import { Phone, usePeers } from '../support/peers';

const host = '127.0.0.1';
/** baresip takes `sip` and `sip + 1`. */
async function freePair(): Promise<number> {
  for (;;) {
    const port = await freePort(host);
    const use = { protocol: 'tcp', host, port: port + 1, setting: '' } as const;
    if ((await bind(use)).ok && (await bind({ ...use, port })).ok) return port;
  }
}

const answering = `<?xml version="1.0"?><scenario name="uas">
<recv request="INVITE"/>
<send><![CDATA[
SIP/2.0 180 Ringing
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
Content-Length: 0
]]></send>
<send retrans="500"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
]]></send>
<recv request="ACK"/>
<recv request="BYE"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0
]]></send>
</scenario>`;

const rejected = `<?xml version="1.0"?><scenario name="uac">
<send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:sipp@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
]]></send>
<recv response="100" optional="true"/>
<recv response="486"/>
<send><![CDATA[
ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
[last_Via:]
[last_From:]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0
]]></send>
</scenario>`;

describe('peers', () => {
  const peers = usePeers();

  it('a robot calls sipp, which follows its scenario to the end', async () => {
    const local = { host, port: await freePort(host) };
    const sipp = await peers.sipp({ scenario: answering, local, seconds: 20 });
    const robot = await peers.phone({ host, user: 'robot' });
    const call = await robot.call(`sip:service@${host}:${local.port}`);
    expect(await call.answered).toBe(true);
    call.hangup();
    expect(await sipp.result).toMatchObject({ ok: true, successful: 1, failed: 0 });
  });

  it('sipp tells what it did not expect', async () => {
    const robot = await peers.phone({ host, user: 'robot', habit: () => ({ kind: 'reject', status: 603, ringMs: 0 }) });
    const run = async (): Promise<unknown> =>
      (await peers.sipp({ scenario: rejected, to: robot.address, user: 'robot', local: { host, port: await freePort(host) } }))
        .result;
    expect(await run()).toMatchObject({ ok: false, failed: 1, errors: expect.stringContaining('603') as string });
  });

  it('baresip answers a robot by itself: both hear each other', async () => {
    const [sip, control] = [await freePair(), await freePort(host)];
    const robot = await Phone.open({ host, user: 'robot' });
    try {
      const desk = await peers.desk({
        ...{ user: 'd1', password: 'x', domain: 'zuoxi', server: robot.address, answer: 'auto', registers: false },
        ...{ sip, control },
      });
      const call = await robot.call(`sip:d1@${host}:${sip}`, { says: [{ kind: 'tone', hz: 440 }] });
      expect(await call.answered).toBe(true);
      await desk.event('CALL_ESTABLISHED');
      await call.hears.until((h) => h.ms > 1000, 5000);
      desk.hangup();
      expect(await call.ended).toMatchObject({ by: 'them', cause: 'hangup' });
      await desk.event('CALL_CLOSED');
      const [file = ''] = desk.heard();
      expect(describeSound(readSound(file).subarray(-4000))).toMatchObject({
        kind: 'tone',
        hz: expect.closeTo(440, -1) as number,
      });
    } finally {
      await robot.close();
    }
  });

  it('baresip calls a robot', async () => {
    const robot = await peers.phone({
      host,
      user: 'robot',
      habit: () => ({ kind: 'answer', ringMs: 0, says: [{ kind: 'tone', hz: 1000 }] }),
    });
    const desk = await peers.desk({
      ...{ user: 'd1', password: 'x', domain: 'zuoxi', server: robot.address, answer: 'manual', registers: false },
      ...{ sip: await freePair(), control: await freePort(host) },
    });
    desk.dial(robot.uri);
    await desk.event('CALL_ESTABLISHED');
    desk.hangup();
    await desk.event('CALL_CLOSED');
  });
});
