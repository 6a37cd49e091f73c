/** What an admin sets, by the very door of the workbench, and where it takes effect: in what the switch is told, or in what agents are shown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MyCampaignsReply } from '../../../../campaigns/src/contract';
import { builtinPermissions, RecordPlaneHealth, type Directory } from '@zuoxi/contracts';
import { readWav, rms, samplesOf } from '@zuoxi/rtp';
import { FakeSwitch } from '../../../../../tests/support/fake-switch';
import { givenAgent, givenTenant, type Tenant } from '../../../../../tests/support/people';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne, givenRole } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let plane: RecordPlane;
let fake: FakeSwitch;
let tenant: Tenant;
let other: Tenant;
let admin: Client;
let agent: Client;
beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
  other = await givenTenant(plane, 'two');
  admin = await givenClient(plane, await givenOne(plane, tenant, 'admin', '9001'));
  agent = await givenClient(plane, await givenOne(plane, tenant, 'agent', '1001'));
  fake = await FakeSwitch.listen(plane.instance.ports.api, plane.secrets.feed);
  await fake.until(() => own() !== undefined);
}, 60_000);
afterAll(async () => {
  await plane?.stop();
  await fake?.close();
});

const latest = (): Directory | undefined => fake.directories.at(-1);
const own = (): Directory['tenants'][number] | undefined => latest()?.tenants.find(({ id }) => id === tenant.id);
const health = async () => RecordPlaneHealth.parse((await plane.request().get('/api/call-control/health').expect(200)).body);

describe('TEN-06 every setting that is an admin’s takes effect at once, and is nobody else’s', () => {
  const queue = (id: string) => latest()?.queues.find((one) => one.id === id);
  const campaigns = async () =>
    MyCampaignsReply.parse((await plane.request().get('/api/campaigns').set('Authorization', `Bearer ${agent.jwt}`)).body).data;
  const notForAgents = async (path: string, values: object): Promise<void> =>
    expect([403, 404]).toContain((await agent.refused('put', path, values)).status);
  /** Changes a row; resolves when the switch knows. */
  const told = async (type: string, id: string, values: object, knows: () => unknown): Promise<void> => {
    await notForAgents(`/data/${type}/${id}`, values);
    expect(knows()).toBeFalsy();
    await admin.update(type, id, values);
    await fake.until(() => Boolean(knows()));
  };
  let queueId: string;
  let campaignId: string;
  beforeAll(async () => {
    queueId = (await admin.create('queue', { name: '热线' })).id;
    await fake.until(() => queue(queueId) !== undefined);
    await admin.send('put', '/plugins/campaigns').send({ on: true }).expect(200);
    await admin.send('put', '/plugins/map').send({ on: true }).expect(200);
    campaignId = (await admin.create('campaign', { name: '回访' })).id;
  });

  test('automatic answer, wrap-up and its seconds, of a queue', async () => {
    await told('queue', queueId, { autoAnswer: true }, () => queue(queueId)?.autoAnswer);
    const wrapUp = { wrapUpMode: 'ring', wrapUpSeconds: 33 };
    await told('queue', queueId, wrapUp, () => queue(queueId)?.wrapUp.seconds === 33 && queue(queueId)?.wrapUp.mode === 'ring');
  });

  test('D26 D5 D10 whether agents hang up inbound calls, whether sessions move, confirmation of mobiles, recording, wrap-up and language of the enterprise', async () => {
    const begun = {
      agentMayHangUpInbound: true,
      sessionsMayMove: true,
      mobileConfirm: true,
      recording: true,
      wrapUp: { mode: 'answer', seconds: 15 },
    };
    expect(own()).toMatchObject(begun);
    const set = { agentMayHangUpInbound: false, mobileConfirm: false, recording: false, language: 'en' };
    await told(
      'tenant',
      tenant.id,
      { ...set, allowSessionMove: false, wrapUpMode: 'ring', wrapUpSeconds: 40 },
      () => own()?.language === 'en',
    );
    expect(own()).toMatchObject({ ...set, sessionsMayMove: false, wrapUp: { mode: 'ring', seconds: 40 } });
  });

  test('reasons for a break', async () => {
    await admin.create('reason', {
      code: 'lunch',
      labelZh: '午餐',
      labelEn: 'Lunch',
      mayDial: false,
      colour: 'blue',
      position: 1,
    });
    await fake.until(() => own()?.reasons.some(({ code }) => code === 'lunch') ?? false);
    expect(await agent.refused('post', '/data/reason', { code: 'mine' })).toMatchObject({ status: 403 });
  });

  test('how a campaign dials, its countdown and its extension, and the results to choose from', async () => {
    const set = { dialModes: ['progressive'], countdownSeconds: 20, extensionSeconds: 10 };
    await notForAgents(`/data/campaign/${campaignId}`, set);
    await admin.update('campaign', campaignId, set);
    await admin.create('campaign-result', { name: '有意向', status: 'success' });
    expect(await campaigns()).toMatchObject([{ ...set, results: [{ name: '有意向', status: 'success' }] }]);
  });

  test('fields of the front end: one more, and who may write it', async () => {
    const field = { type: 'campaign-customer', name: 'wish', label: { zh: '意向', en: 'Wish' }, of: { kind: 'text' } };
    await agent.send('post', '/fields').send(field).expect(403);
    await admin.send('post', '/fields').send(field).expect(201);
    const shown = async () =>
      (await agent.schema()).types
        .find(({ name }) => name === 'campaign-customer')
        ?.fields.find(({ path }) => path === 'custom.wish');
    expect(await shown()).toMatchObject({ label: { zh: '意向' }, access: 'write' });
    await admin
      .send('put', '/views/campaign-customer/tenant')
      .send({ fields: { 'custom.wish': { readOnly: true } } })
      .expect(204);
    expect(await shown()).toMatchObject({ access: 'read' });
  });

  test('the key of the map, which no browser gets to see', async () => {
    await agent
      .send('put', '/plugins/map')
      .send({ settings: { key: 'geheim' } })
      .expect(403);
    const { body } = await admin
      .send('put', '/plugins/map')
      .send({ settings: { key: 'geheim' } })
      .expect(200);
    expect(body.data.values.key).toBe(true);
    expect(JSON.stringify(body)).not.toContain('geheim');
  });

  test('the work link, which opens for whoever signs in', async () => {
    const link = { name: '知识库', url: 'https://kb.example.com/?agent={{agent.number}}', place: 'menu', atLogin: true };
    expect(await agent.refused('post', '/data/embedded-page', link)).toMatchObject({ status: 403 });
    await admin.create('embedded-page', link);
    const { body } = await plane.request().get('/api/embedded-pages/current').set('Authorization', `Bearer ${agent.jwt}`);
    expect(body.data).toMatchObject([{ label: '知识库', atLogin: true }]);
  });
});

describe('whom agents may dial', () => {
  const rules = () => own()?.dialling;

  test('begins with home numbers alone and with limits, also for a row that is older than the settings', () => {
    expect(rules()).toMatchObject({ allowed: [], opened: [], callsPerHour: { agent: 200, tenant: 5000 }, tariff: [] });
    expect(rules()?.shut).toEqual(expect.arrayContaining(['00', '168', '*']));
  });

  test('an admin narrows it; limits, prices and what is opened are the operator’s', async () => {
    await admin.update('tenant', tenant.id, { dialPrefixes: '1, 021\n400' });
    await fake.until(() => rules()?.allowed.join() === '1,021,400');
    for (const values of [
      { dialOpened: '00' },
      { callsPerHour: 9 },
      { agentCallsPerHour: 9 },
      { costPerHour: 9 },
      { tariff: '1 9' },
    ])
      expect(await admin.refused('put', `/data/tenant/${tenant.id}`, values)).toMatchObject({ code: 'invalid' });
    expect(rules()).toMatchObject({ opened: [], callsPerHour: { agent: 200 } });
    const operator = await givenClient(plane, await givenOne(plane, other, 'operator', '9100'));
    const limits = { callsPerHour: 50, agentCallsPerHour: 5, costPerHour: 12.5, agentCostPerHour: null };
    await operator.update('tenant', tenant.id, { ...limits, dialOpened: '00852', tariff: '1 0.15\n00852, 1.2\n' });
    await fake.until(() => rules()?.opened.join() === '00852');
    expect(rules()).toMatchObject({
      allowed: ['1', '021', '400'],
      callsPerHour: { agent: 5, tenant: 50 },
      costPerHour: { agent: null, tenant: 12.5 },
      tariff: [
        { prefix: '1', perMinute: 0.15 },
        { prefix: '00852', perMinute: 1.2 },
      ],
    });
  });

  test('what is no list of prefixes, or no tariff, is refused at the door', async () => {
    const operator = await givenClient(plane, await givenOne(plane, other, 'operator', '9101'));
    const path = `/data/tenant/${tenant.id}`;
    for (const dialPrefixes of ['abc', '1-2', '1+2', '12345678901234567'])
      expect(await admin.refused('put', path, { dialPrefixes })).toMatchObject({
        code: 'invalid',
        issues: [{ field: 'dialPrefixes' }],
      });
    for (const tariff of ['1', '1 x', '1 0.1.2', '1 0.1 2', 'x 1', '1 -1'])
      expect(await operator.refused('put', path, { tariff })).toMatchObject({ code: 'invalid', issues: [{ field: 'tariff' }] });
    await operator.update('tenant', tenant.id, { tariff: null });
    await fake.until(() => rules()?.tariff.length === 0);
    expect(rules()?.allowed).toHaveLength(3);
  });
});

describe('D25 whether an agent sees numbers is told with the directory', () => {
  const sees = (id: string) => latest()?.agents.find((one) => one.id === id)?.unmasked;

  test('a role that gets the right, or loses it, is told within moments, and nobody else’s changes', async () => {
    const role = await givenRole(plane, tenant, 'agent', 'seeing', { ...builtinPermissions.agent, actions: ['unmask'] });
    const [one, two] = [await givenAgent(plane, tenant, '3001', { role: role.row }), await givenAgent(plane, tenant, '3002')];
    const [boss, stranger] = [await givenOne(plane, tenant, 'admin', '3003'), await givenOne(plane, other, 'agent', '3001')];
    await fake.until(() => sees(stranger.id) !== undefined);
    expect([one, two, boss, stranger].map(({ id }) => sees(id))).toEqual([true, false, true, false]);
    await admin.update('role', role.id, { permissions: builtinPermissions.agent });
    await fake.until(() => sees(one.id) === false);
    expect([two, boss, stranger].map(({ id }) => sees(id))).toEqual([false, true, false]);
    await admin.update('account', two.id, { role: (await givenRole(plane, tenant, 'admin', 'deputy')).id });
    await fake.until(() => sees(two.id) === true);
  });
});

describe('self-service flows', () => {
  const steps = [
    {
      name: '开场',
      text: '您好，办理请按 2，不需要请按 9。',
      seconds: 5,
      tries: 3,
      keys: [
        { key: '2', label: '办理', goesTo: '办理' },
        { key: '9', label: '不需要' },
      ],
    },
    { name: '办理', text: '-h 已为您登记。', seconds: 8, tries: 2 },
  ];
  const flow = (id: string) => latest()?.flows.find((f) => f.id === id);
  const wavOf = (sound = '') => readFileSync(join(plane.instance.paths.sounds, `${sound}.wav`));

  test('IVR-01 an admin makes one: it goes out once its texts are spoken, as the mixer plays them', async () => {
    const { id } = await admin.create('flow', { name: '产品介绍', steps });
    await fake.until(() => flow(id) !== undefined);
    expect(flow(id)).toEqual({
      id,
      tenant: tenant.id,
      name: '产品介绍',
      steps: [
        {
          name: '开场',
          sound: expect.stringMatching(new RegExp(`^flows/${tenant.id}/[0-9a-f]{32}$`)),
          seconds: 5,
          tries: 3,
          keys: [
            { key: '2', label: '办理', goesTo: '办理' },
            { key: '9', label: '不需要', goesTo: null },
          ],
        },
        { name: '办理', sound: expect.any(String), seconds: 8, tries: 2, keys: [] },
      ],
    });
    for (const { sound } of flow(id)!.steps) {
      const wav = readWav(wavOf(sound));
      expect(wav).toMatchObject({ format: 'alaw', rate: 8000, channels: 1 });
      expect(rms(samplesOf(wavOf(sound)))).toBeGreaterThan(1000);
      expect(wav.data.length).toBeGreaterThan(8000);
    }
  });

  test('a changed text is a new sound, and the old one stays for who hears it; an uploaded file takes the place of the text', async () => {
    const { id } = await admin.create('flow', { name: '改动', steps });
    await fake.until(() => flow(id) !== undefined);
    const before = flow(id)!.steps[1]!.sound;
    await admin.update('flow', id, { steps: [steps[0], { ...steps[1], text: '已为您登记，稍后联系您。' }] });
    await fake.until(() => flow(id)!.steps[1]!.sound !== before);
    const { sound: changed } = flow(id)!.steps[1]!;
    expect(wavOf(before)).not.toEqual(wavOf(changed));
    const upload = await admin.send('post', '/files').attach('file', wavOf(before), { filename: 'a.wav' }).expect(201);
    await admin.update('flow', id, { steps: [steps[0], { ...steps[1], audio: upload.body.data.id }] });
    await fake.until(() => flow(id)!.steps[1]!.sound !== changed);
    const { sound: uploaded } = flow(id)!.steps[1]!;
    expect(Math.abs(wavOf(uploaded).length - wavOf(before).length)).toBeLessThan(800);
    expect((await admin.one('flow', id)).steps).toMatchObject([{ name: '开场' }, { audio: { name: 'a.wav' } }]);
  });

  test('one whose file is no sound goes out without it, and says so; one that is switched off is not there', async () => {
    const noSound = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(64, 'x')]);
    const upload = await admin.send('post', '/files').attach('file', noSound, { filename: 'a.mp3' }).expect(201);
    const broken = { name: '坏', seconds: 8, tries: 2, audio: upload.body.data.id };
    const { id } = await admin.create('flow', { name: '坏文件', steps: [broken] });
    await fake.until(() => flow(id) !== undefined);
    expect((await health()).directory.trouble).toContainEqual(expect.stringMatching(/^flow 坏文件, step 坏: no sound: ffmpeg/));
    await admin.update('flow', id, { active: false });
    await fake.until(() => flow(id) === undefined);
    expect((await health()).directory.trouble).not.toContainEqual(expect.stringContaining('坏文件'));
  });

  test.each([
    ['no step', [], { field: 'steps', code: 'required' }],
    ['two steps of one name', [steps[1], steps[1]], { field: 'steps.1.name', code: 'taken' }],
    ['a step that says nothing', [{ ...steps[1], text: ' ' }], { field: 'steps.0.text', code: 'required' }],
    ['a key that leads nowhere', [steps[0]], { field: 'steps.0.keys.0.goesTo', code: 'unknownName', limit: '办理' }],
    [
      'one key twice',
      [{ ...steps[1], keys: [1, 2].map(() => ({ key: '#', label: '井' })) }],
      { field: 'steps.0.keys.1.key', code: 'taken' },
    ],
    ['a key that no phone has', [{ ...steps[1], keys: [{ key: 'A', label: '字母' }] }], { code: 'pattern' }],
  ])('IVR-01 refused at the door: %s', async (_what, given, issue) => {
    const { id } = await admin.create('flow', { name: `门 ${_what}`, steps });
    const made = await admin.refused('post', '/data/flow', { name: '不成立', steps: given });
    expect(made).toMatchObject({ status: 400, code: 'invalid', issues: [issue] });
    expect(await admin.refused('put', `/data/flow/${id}`, { steps: given })).toMatchObject({ code: 'invalid' });
  });

  test('the name is once in an enterprise, and nobody sees the flows of another', async () => {
    await admin.create('flow', { name: '唯一', steps });
    expect(await admin.refused('post', '/data/flow', { name: '唯一', steps })).toMatchObject({
      code: 'invalid',
      issues: [{ field: 'name', code: 'taken' }],
    });
    const stranger = await givenClient(plane, await givenOne(plane, other, 'admin', '9001'));
    await stranger.create('flow', { name: '唯一', steps });
    expect((await stranger.list('flow')).data).toHaveLength(1);
    expect(await admin.send('get', '/data/flow')).toMatchObject({ status: 200 });
    expect(await agent.refused('post', '/data/flow', { name: '越权', steps })).toMatchObject({ status: 403 });
  });
});
