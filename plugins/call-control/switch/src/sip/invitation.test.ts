import { callerOf, divertedFrom, dnisOf } from './invitation';

const asks = (from: string, headers: Record<string, string | string[]> = {}) => ({
  from,
  headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value].flat()])),
});
const anonymous = 'sip:anonymous@anonymous.invalid';
const pai = '"Zhang, San" <sip:zhang.san@carrier>, <tel:+86-138-0013-8000>';

describe('who calls', () => {
  test.each([
    ['From alone', asks('sip:13800138000@carrier'), '13800138000'],
    ['P-Asserted-Identity before From', asks('sip:1@carrier', { 'p-asserted-identity': '<sip:+8621000@carrier>' }), '+8621000'],
    ['several values in one line: the number', asks(anonymous, { 'p-asserted-identity': pai }), '+8613800138000'],
    [
      'several lines',
      asks(anonymous, { 'p-asserted-identity': ['<sip:zhang@carrier>', '<tel:13800138000;phone-context=+86>'] }),
      '13800138000',
    ],
    ['one that says nobody gives way', asks('sip:110@carrier', { 'p-asserted-identity': `<${anonymous}>` }), '110'],
    ['a tel URI in From', asks('tel:+86-10-1234-5678'), '+861012345678'],
    ['visual separators in a sip URI', asks('sip:(010)%201234.5678@carrier;user=phone'), '01012345678'],
    ['a name stays a name', asks('sip:zhang.san-1@carrier'), 'zhang.san-1'],
    ['Privacy: none', asks('sip:13800138000@carrier', { privacy: 'none' }), '13800138000'],
  ])('%s', (_what, invitation, ani) => expect(callerOf(invitation)).toEqual({ ani }));

  test.each(['id', 'ID', 'user;id', 'header; user', 'id;critical', 'User'])('Privacy: %s withholds the number', (privacy) =>
    expect(callerOf(asks('sip:13800138000@carrier', { privacy }))).toEqual({ ani: '13800138000', withheld: true }),
  );

  test.each([anonymous, 'sip:Anonymous@carrier', 'sip:carrier', 'sip:Restricted@carrier', 'sip:unavailable@carrier'])(
    '%s without identity is withheld',
    (from) => expect(callerOf(asks(from))).toEqual({ ani: 'anonymous', withheld: true }),
  );
});

test.each([
  ['sip:400-800-0001@zuoxi', '4008000001'],
  ['tel:400-800-0001', '4008000001'],
  ['tel:+86(400)8000001;ext=7', '+864008000001'],
  ['sip:*43@zuoxi', '*43'],
])('%s is called as %s', (uri, dnis) => expect(dnisOf({ uri, to: 'sip:9@x' })).toBe(dnis));

test('who passed the call on, the latest first: by Diversion, else by History-Info without the last entry, which is us', () => {
  const diversion = ['<sip:+86-21-1@x>;reason=unconditional, <tel:02>;reason=no-answer', '<sip:anonymous@x>;reason=unknown'];
  expect(divertedFrom(asks('sip:1@x', { diversion }))).toEqual(['+86211', '02']);
  const history = '<sip:10@x?Reason=SIP%3Bcause%3D302>;index=1,<sip:11@x>;index=1.1,<sip:400@us>;index=1.1.1';
  expect(divertedFrom(asks('sip:1@x', { 'history-info': history }))).toEqual(['11', '10']);
  expect(divertedFrom(asks('sip:1@x'))).toEqual([]);
});
