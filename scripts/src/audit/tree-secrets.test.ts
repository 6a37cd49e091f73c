import { Allowed, judge, suspectsOf } from './tree-secrets';

// put together here, so that this file holds none itself
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789';
const planted: readonly [string, string, string][] = [
  ['private key', 'docs/key.md', ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' ')],
  ['private key', 'a.ts', ['-----BEGIN', 'PRIVATE KEY-----'].join(' ')],
  ['token of a service', 'a.ts', `const x = 'ghp_${letters.slice(0, 36)}';`],
  ['token of a service', '.npmrc', `//registry.npmjs.org/:_authToken=npm_${letters.slice(0, 36)}`],
  ['key of a cloud', 'a.ts', `AKIA${'QRSTUVWXYZ234567'}`],
  ['signed token', 'a.http', `Bearer eyJ${letters.slice(0, 12)}.eyJ${letters.slice(0, 20)}.${letters.slice(0, 30)}`],
  ['password in an address', 'a.ts', `postgres://zuoxi:${'hunter2x'}@db/zuoxi`],
  ['assigned literal', 'a.ts', `const smtp${'Password'} = 'x7!kfe9-Qp';`],
  ['assigned literal', 'a.yml', `  api_${'key'}: "k3y-of-something"`],
  ['random string', 'config/a.json', `{ "salt": "${'q8Zx1LmP0vT5rYb7NcKd2WsEa9GhJ4uF'}" }`],
  ['environment file', '.env', 'ZUOXI_WEB_PORT=8080'],
];

describe('secrets in the tree', () => {
  test.each(planted)('a planted %s in %s is refused, and its text is not repeated', (rule, path, content) => {
    const found = suspectsOf(path, `first line\n${content}\n`);
    expect(found.map((one) => one.rule)).toContain(rule);
    const [finding] = judge(found, [], 1);
    expect(finding).toMatchObject({ kind: 'ill', found: expect.stringContaining(path) as string });
    expect(JSON.stringify(finding)).not.toContain(found[0]?.text.slice(0, 12) ?? content);
  });

  test.each([
    ['a.ts', "const password = 'password';"],
    ['a.ts', "password: '密码不符合要求 (the password does not meet the rules)'"],
    ['a.ts', 'password: `${secret}-${n}`'],
    ['a.ts', "secrets: 'secrets.json'"],
    ['a.ts', "title: t('outbox.secretKept'), secret: 'outbox.secretKept'"],
    ['a.ts', 'postgres://${user}:${password}@db'],
    ['a.json', '{ "description": "an-open-self-hosted-low-code-contact-center" }'],
    ['.env.example', 'ZUOXI_WEB_PORT=8080'],
  ])('words and placeholders in %s are none: %s', (path, content) => expect(suspectsOf(path, content)).toEqual([]));

  test('what is allowed has a reason; an entry that allows nothing goes', () => {
    const suspects = suspectsOf('tests/a.ts', `pass${'word'}: 'Richtig-123'`);
    const allowed = Allowed.parse([{ files: '^tests/', rule: 'assigned literal', reason: 'accounts of a test, gone with it' }]);
    expect(judge(suspects, allowed, 1).map(({ kind }) => kind)).toEqual(['well']);
    expect(judge([], allowed, 1).map(({ kind }) => kind)).toEqual(['ill']);
    expect(judge(suspects, Allowed.parse([{ ...allowed[0], text: 'Another-1' }]), 1).map(({ kind }) => kind)).toEqual([
      'ill',
      'ill',
    ]);
    expect(() => Allowed.parse([{ files: '.', rule: 'private key', reason: 'because' }])).toThrow();
  });
});
