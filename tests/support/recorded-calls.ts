/** Calls of two agents and a stranger, as the switch told them, with a recording: what the tests of records, recordings and voicemail begin with. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RecordReply, RecordsReply, type CallRecord, type LegId, type LoginReply } from '@zuoxi/contracts';
import { storeEvents } from '../../plugins/call-control/server/src/feed/store';
import { callEvents, callRecord } from './calls';
import { givenRecordPlane, type RecordPlane } from './cms';
import { add, givenAgent, givenTenant, loggedIn, type Agent } from './people';

export let plane: RecordPlane;
export let wang: Agent;
export let li: Agent; // a colleague
export let stranger: Agent; // of another tenant
export const logins = new Map<Agent, LoginReply>();
export const hour = 3_600_000;
export const now = Date.now();
export const wav = 'tenant/2026/11/21/random.0.wav';
let seq = 0;

export const happened = async (...records: CallRecord[]): Promise<void> => {
  const events = records.flatMap((record) => {
    const said = callEvents(seq + 1, record);
    seq += said.length;
    return said;
  });
  await storeEvents(plane.strapi.db.connection, { shard: 's1', events, upTo: seq });
};

/** In `beforeAll`; `plane.stop` in `afterAll`. One a test file. */
export async function givenRecordedCalls(...[settings, prepare]: Parameters<typeof givenRecordPlane>): Promise<void> {
  plane = await givenRecordPlane(settings, prepare);
  const one = await givenTenant(plane, 'one');
  const two = await givenTenant(plane, 'two');
  wang = await givenAgent(plane, one, '1001', { displayName: '王芳' });
  li = await givenAgent(plane, one, '1002', { displayName: '李强' });
  stranger = await givenAgent(plane, two, '1001');
  for (const agent of [wang, li, stranger]) logins.set(agent, await loggedIn(plane, agent));
  const queue = await add(plane, 'api::queue.queue', { tenant: one.row, name: '售后' });

  const file = join(plane.instance.paths.recordings, wav);
  mkdirSync(dirname(file), { recursive: true });
  const pcm = ['-f', 'lavfi', '-i', 'sine=440:duration=2', '-ac', '2', '-ar', '8000', '-c:a', 'pcm_alaw', file];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...pcm]);

  const talked = callRecord('c-1', wang, { at: now - hour, queue: queue.id as never });
  const [customer, leg] = talked.legs;
  const rungFirst = { ...leg!, leg: 'c-1-b' as LegId, party: { kind: 'agent' as const, agent: li.id }, answeredAt: null };
  await happened(
    {
      ...talked,
      legs: [customer!, rungFirst, leg!],
      segments: [
        { file: wav, startedAt: now - hour },
        { file: '../secrets.wav', startedAt: 1 },
      ],
    },
    callRecord('c-2', wang, { at: now - 2 * hour, talked: false }),
    callRecord('c-3', wang, { at: now - 3 * hour, direction: 'outbound' }),
    callRecord('c-4', wang, { at: now - 4 * hour, direction: 'outbound', talked: false, outcome: 'busy' }),
    callRecord('c-5', wang, { at: now - 5 * hour, direction: 'internal', ani: '1001', dnis: '1002' }),
    callRecord('c-6', wang, { at: now - 10 * 24 * hour }),
    callRecord('c-7', wang, { at: now - 6 * hour, ani: 'anonymous' }),
    callRecord('l-1', li, { at: now - hour - 1000 }),
    callRecord('x-1', stranger, { at: now - hour }),
  );
}

export const get = (agent: Agent, path: string) =>
  plane
    .request()
    .get(path)
    .set('Authorization', `Bearer ${logins.get(agent)?.jwt}`);
export const list = async (agent: Agent, query = '') =>
  RecordsReply.parse((await get(agent, `/api/call-control/records${query}`).expect(200)).body);
export const ids = async (agent: Agent, query = '') => (await list(agent, query)).data.map(({ id }) => id as string);
export const detail = async (agent: Agent, id: string) =>
  RecordReply.parse((await get(agent, `/api/call-control/records/${id}`).expect(200)).body);
