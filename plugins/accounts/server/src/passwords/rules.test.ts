/** What a new password must be: the rules of new enterprises, those of a version before, and who is held to them. Against a running Strapi. */
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { Doors, refusal } from '../../../../../tests/support/doors';
import {
  classes,
  givenAgent,
  givenTenant,
  loggedIn,
  password,
  type Agent,
  type Tenant,
} from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { keepOldRules } from './rules';

let plane: RecordPlane;
let doors: Doors;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
}, 60_000);
afterAll(() => plane?.stop());

const issues = (answer: { body: { error?: { issues?: { code: string; limit?: unknown }[] } } }) =>
  answer.body.error?.issues?.map(({ code, limit }) => `${code} ${String(limit)}`);

test('LOG-24 LOG-25 D15 an enterprise of a version before keeps its rules: what it never set, and what it did', async () => {
  const [never, did] = [await givenTenant(plane, 'never'), await givenTenant(plane, 'did')];
  const rules = ({ row }: Tenant) => plane.strapi.db.connection('tenants').where({ id: row });
  const unset = Object.fromEntries(Object.keys(classes).map((name) => [name, null]));
  await rules(never).update(unset);
  await rules(did).update({ ...classes, password_min: 12, password_symbols: false, password_screened: null });
  const { jwt } = await loggedIn(plane, await givenAgent(plane, never, '1001'));
  const before = (await doors.get('me/profile', jwt)).body.passwordRules;
  expect(before).toEqual({ min: 8, max: 20, digits: true, letters: true, symbols: true, screened: false });
  await keepOldRules(plane.strapi);
  expect(await rules(never).first()).toMatchObject(classes);
  expect(await rules(did).first()).toMatchObject({ ...classes, password_min: 12, password_symbols: false });
  expect((await doors.get('me/profile', jwt)).body.passwordRules).toEqual(before);
});

describe('passwords of a new enterprise', () => {
  let agent: Agent;
  let jwt: string;
  beforeAll(async () => {
    const fresh = await givenTenant(plane, 'neuland');
    agent = await givenAgent(plane, fresh, '4711', { displayName: '欧阳娜娜', password });
    ({ jwt } = await loggedIn(plane, agent));
  });
  const change = (to: string) => doors.post('me/password', { old: password, password: to }, jwt);

  test.each([
    ['short-one', ['tooShort 10']],
    ['qwertyuiop', ['pattern common']],
    ['Password2024', ['pattern common']],
    ['gut-4711-gut', ['pattern personal']],
    ['ganz-Neuland-hier', ['pattern personal']],
    ['我是欧阳娜娜没错一二三', ['pattern personal']],
    ['x'.repeat(30) + 'abcdefghijklmnopq-yz9'.repeat(2), ['tooLong 64']],
  ])('%s is refused', async (to, why) => {
    const answer = await change(to);
    expect([...refusal(answer), issues(answer)]).toEqual([400, 'weakPassword', why]);
  });

  test('length is enough: no kinds of characters are asked for; 64 Chinese characters count to the last', async () => {
    const long =
      '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光';
    const words = [...long].slice(0, 64).join('').padEnd(64, '海');
    expect((await change(words)).status).toBe(204);
    const last = `${words.slice(0, -1)}河`;
    expect(refusal(await doors.login(agent, last))).toEqual([401, 'wrongCredentials']); // bcrypt alone reads 24 of them
    expect((await doors.login(agent, words)).status).toBe(200);
    expect((await doors.post('me/password', { old: words, password: 'korrekt-pferd-batterie' }, jwt)).status).toBe(204);
    expect((await doors.login(agent, 'korrekt-pferd-batterie')).status).toBe(200);
  });

  test('an admin who sets one is held to the same', async () => {
    const { jwt: admin } = await loggedIn(plane, await givenOne(plane, agent.tenant, 'admin', '9001'));
    const set = (to: string) =>
      plane
        .request()
        .put(`/api/workbench/data/account/${agent.id}`)
        .set('Authorization', `Bearer ${admin}`)
        .send({ values: { password: to } });
    for (const weak of ['short-one', 'qwertyuiop', 'gut-4711-gut']) expect([weak, (await set(weak)).status]).toEqual([weak, 400]);
    const long = '海内存知己天涯若比邻无为在歧路儿女共沾巾独在异乡为异客每逢佳节倍思亲';
    expect((await set(long)).status).toBe(200);
    expect((await doors.login(agent, long)).status).toBe(200);
  });

  test('a long password that a version before let bcrypt cut still opens', async () => {
    const long = '床前明月光疑是地上霜举头望明月低头思故乡白日依山尽黄河入海流';
    const users = plane.strapi.plugin('users-permissions').service('user');
    const { password: cut } = await users.ensureHashedPasswords({ password: long });
    const old = await givenAgent(plane, agent.tenant, '4712');
    await plane.strapi.db.connection('up_users').where({ id: old.row }).update({ password: cut });
    expect((await doors.login(old, long)).status).toBe(200);
  });
});
