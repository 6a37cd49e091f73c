/** I7: a stranger walks every route there is and finds nothing of another tenant, and changes nothing of it. */
import { request } from 'node:http';
import { runAs } from '@zuoxi/record-plane';
import { chances, sample, seedOfToday } from '../../../../../tests/support/chance';
import { everythingOf, givenSecrets, secretWord, type Secrets } from '../../../../../tests/support/canaries';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes, partUid } from '../../../../../tests/support/fixture-types';
import { givenTenant, loggedIn, type Agent, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenStranger, type Answer, type Step, type Stranger } from '../../../../../tests/support/stranger';
import { stepsOf } from '../../../../../tests/support/walk';
import { openSession } from '../sessions';

/** Of one route: another part each day, those that take rows of many types more often. */
const mostOf = (route: string): number => (route.includes(':type') ? 60 : 12);

let plane: RecordPlane;
let theirs: Tenant;
let stranger: Agent;
let program: Stranger;
let secrets: Secrets;
let steps: Map<string, Step[]>;

beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  theirs = await givenTenant(plane, 'theirs');
  const mine = await givenTenant(plane, 'mine');
  stranger = await givenOne(plane, mine, 'admin', '9001');
  await runAs({ as: 'system' }, () =>
    plane.strapi.db.query('api::tenant.tenant').update({ where: { id: mine.row }, data: { modules: ['campaigns'] } }),
  );
  secrets = await givenSecrets(plane, theirs);
  const types = Object.entries(plane.strapi.contentTypes).flatMap(([uid, { attributes, info }]) =>
    'tenant' in attributes || uid === 'api::tenant.tenant' ? [info.singularName] : [],
  );
  const signature = secrets.fileUrl.split('.').at(-1) ?? '';
  const ticket = `${Buffer.from(JSON.stringify({ f: secrets.ids.file?.[0], s: 'x', t: theirs.row })).toString('base64url')}.${signature}`;
  const foreign = { tenant: String(theirs.row), types: ['account', ...types], ids: secrets.ids, word: secretWord, ticket };
  const chance = chances(seedOfToday('routes × types × questions'));
  steps = new Map(
    [...stepsOf(plane.strapi, foreign)].map(([route, [first, ...more]]) => [
      route,
      first ? [first, ...sample(chance, more, mostOf(route))] : [],
    ]),
  );
  program = await givenStranger(plane.strapi);
}, 120_000);
afterAll(() => {
  program?.close();
  return plane?.stop();
});

type Finding = { route: string; step: string; why: string };

/** What was said but not asked: the word itself, or an id of the other tenant that the question did not name. */
function leaks({ headers, text }: Answer, { path, body }: Step): string | null {
  const said = headers + text;
  if (said.includes(secretWord)) return 'the secret word';
  const asked = decodeURIComponent(path) + JSON.stringify(body ?? '');
  const ids = Object.values(secrets.ids)
    .flat()
    .filter((id) => id.length > 12);
  return ids.find((id) => said.includes(id) && !asked.includes(id)) ?? null;
}

async function walk(
  token: () => Promise<string | null>,
  which: (step: Step, i: number) => boolean = () => true,
): Promise<{ findings: Finding[]; open: string[]; walked: number }> {
  const findings: Finding[] = [];
  const open = new Set<string>();
  let walked = 0;
  for (const [route, every] of steps) {
    const all = every.filter(which);
    const jwt = await token(); // some routes end it
    const look = async (step: Step): Promise<void> => {
      const answer = await program.ask(step, jwt);
      walked += 1;
      const found = (why: string) => findings.push({ route, step: `${step.path} ${JSON.stringify(step.body ?? '')}`, why });
      const leak = leaks(answer, step);
      if (leak) found(leak);
      if (answer.status >= 500) found(`${answer.status} ${answer.text}`);
      if (answer.status < 400) open.add(route);
    };
    for (let i = 0; i < all.length; i += 8) await Promise.all(all.slice(i, i + 8).map(look));
  }
  return { findings, open: [...open], walked };
}

test('the walk knows the routes of today', () => {
  expect([...steps.keys()]).toEqual(
    expect.arrayContaining([
      'GET /api/workbench/data/:type/:id',
      'POST /api/workbench/data/:type/bulk',
      'GET /api/call-control/records/:id',
      'GET /api/accounts/audit',
      'POST /api/campaigns/customers/:id/contact',
      'GET /api/upload/files',
    ]),
  );
});

test('I7 whoever has no login finds nothing, and has no more doors than these', async () => {
  const { findings, open } = await walk(
    () => Promise.resolve(null),
    ({ path }, i) => i === 0 || !path.includes('?'),
  );
  expect(findings).toEqual([]);
  expect(open.filter((route) => route.includes(' /api/')).sort()).toEqual([
    'GET /api/call-control/health',
    'POST /api/accounts/captcha',
  ]);
}, 300_000);

test('I7 the admin of one tenant finds nothing of another and changes nothing of it', async () => {
  const before = await everythingOf(plane, theirs);
  expect(JSON.stringify(before)).toContain(secretWord);
  const { findings, open, walked } = await walk(async () => (await openSession(plane.strapi, stranger.row)).jwt);
  expect(findings).toEqual([]);
  expect(walked).toBeGreaterThan(1000);
  // the token was good, and the plugin switched on
  expect(open).toEqual(expect.arrayContaining(['GET /api/workbench/data/:type', 'GET /api/campaigns']));
  expect(await everythingOf(plane, theirs)).toEqual(before);
}, 300_000);

test('I7 whoever listens for changes hears of the own tenant alone', async () => {
  const { jwt } = await loggedIn(plane, stranger);
  const heard = await new Promise<string>((resolve, reject) => {
    let text = '';
    const options = {
      host: '127.0.0.1',
      port: program.port,
      path: '/api/workbench/changes',
      headers: { authorization: `Bearer ${jwt}` },
    };
    const listening = request(options, (answer) => {
      answer.on('data', (more) => {
        text += String(more);
        if (!text.includes('"part"')) return;
        listening.destroy();
        resolve(text);
      });
    });
    listening.on('error', reject).on('response', () => {
      const group = runAs({ as: 'tenant', tenant: theirs.id, row: theirs.row }, () =>
        plane.strapi.documents('api::group.group').create({ data: { name: 'another' } }),
      );
      void group.then(() =>
        runAs({ as: 'tenant', tenant: stranger.tenant.id, row: stranger.tenant.row }, () =>
          plane.strapi.documents(partUid as 'api::group.group').create({ data: { name: 'mine' } }),
        ),
      );
    });
    listening.end();
  });
  expect(heard).not.toContain('"group"');
  expect(heard).not.toContain(secretWord);
});

test('I7 files lie in no folder that a web server shows', async () => {
  for (const path of ['/uploads/secret.txt', '/%75ploads/secret.txt', '//uploads/secret.txt', '/x/../uploads/secret.txt'])
    expect([path, (await program.ask({ method: 'GET', path }, null)).status]).toEqual([path, 404]);
  expect((await program.ask({ method: 'GET', path: secrets.fileUrl }, null)).text).toContain(secretWord); // its own ticket opens it
});
