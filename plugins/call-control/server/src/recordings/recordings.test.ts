/** A recording is played and downloaded by who may, for as long as they may. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallId } from '@zuoxi/contracts';
import { loggedIn } from '../../../../../tests/support/people';
import { givenRecordedCalls, plane, wang, stranger, wav, detail } from '../../../../../tests/support/recorded-calls';
import { giveTicket } from './ticket';

beforeAll(givenRecordedCalls, 60_000);
afterAll(() => plane?.stop());

describe('recordings', () => {
  const url = async (segment = 0): Promise<string> => (await detail(wang, 'c-1')).segments[segment]?.url ?? '';
  const whole = (): Buffer => readFileSync(join(plane.instance.paths.recordings, wav));

  test('REC-01 the wav as it is, whole or the part that the player asks for', async () => {
    const all = await plane
      .request()
      .get(await url())
      .expect(200)
      .expect('Content-Type', 'audio/wav');
    expect(all.body).toEqual(whole());
    const part = await plane
      .request()
      .get(await url())
      .set('Range', 'bytes=100-199')
      .expect(206);
    expect(part.headers['content-range']).toBe(`bytes 100-199/${whole().length}`);
    expect(part.body).toEqual(whole().subarray(100, 200));
    await plane
      .request()
      .get(await url())
      .set('Range', 'bytes=9999999-')
      .expect(416);
  });

  test('D13 as mp3, made once, also when two ask at a time', async () => {
    const asked = await Promise.all([0, 1].map(async () => plane.request().get(`${await url()}?format=mp3&download=1`)));
    for (const { status, headers, body } of asked) {
      expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
        200,
        'audio/mpeg',
        'attachment; filename="c-1.0.mp3"',
      ]);
      expect(body).toEqual(asked[0]?.body);
    }
    const probe = ['-v', 'error', '-show_entries', 'stream=codec_name,channels', '-of', 'csv=p=0'];
    const mp3 = join(plane.instance.paths.recordings, wav.replace('.wav', '.mp3'));
    expect(execFileSync('ffprobe', [...probe, mp3], { encoding: 'utf8' }).trim()).toBe('mp3,2');
  });

  test('a name that leads out of the folder leads nowhere', async () => {
    writeFileSync(join(plane.instance.paths.recordings, '../secrets.wav'), 'secret');
    await plane
      .request()
      .get(await url(1))
      .expect(404);
  });

  test('the url ends with five minutes, with a changed letter, and with the login', async () => {
    const login = await loggedIn(plane, wang);
    const ticket = { call: 'c-1' as CallId, segment: 0, session: login.session, agent: wang.id, tenant: wang.tenant.id };
    const give = (at: number, more = {}) => giveTicket(plane.secrets.live, { ...ticket, ...more }, at);
    const play = async (text: string) => (await plane.request().get(`/api/call-control/recordings/${text}`)).status;
    const good = await give(Date.now());
    expect(await play(good)).toBe(200);
    expect(await play(await give(Date.now() - 301_000))).toBe(403);
    expect(await play(`${good.slice(0, -2)}AA`)).toBe(403);
    expect(await play(await giveTicket('x'.repeat(48), ticket, Date.now()))).toBe(403);
    expect(await play(login.liveToken)).toBe(403);
    expect(await play(await give(Date.now(), { agent: stranger.id, tenant: stranger.tenant.id }))).toBe(404);
    expect(await play(await give(Date.now(), { segment: 7 }))).toBe(404);
    await plane.request().get(`/api/call-control/recordings/${good}?file=/etc/passwd`).expect(400);
    await plane.request().post('/api/accounts/logout').set('Authorization', `Bearer ${login.jwt}`).expect(204);
    expect(await play(good)).toBe(403);
  });
});
