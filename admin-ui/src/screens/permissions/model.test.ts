import { builtinPermissions } from '@zuoxi/contracts';
import { asText, baseOf, ownOf, withAction, withField, withoutType, withType } from './model';

const { agent } = builtinPermissions;

test('a role without permissions of its own has those of its base', () => {
  expect(ownOf('')).toBeNull();
  expect(ownOf('{"business":1}')).toBeNull();
  expect(baseOf('leader')).toBe(builtinPermissions.leader);
});

test('TEN-03 a type that is set apart begins as its section and can go back to it', () => {
  const apart = withType(agent, 'visit', 'business', { read: 'group' });
  expect(apart.types.visit).toEqual({ ...agent.business, read: 'group' });
  expect(ownOf(asText(apart))).toEqual(apart);
  expect(withoutType(apart, 'visit')).toEqual(agent);
});

test('TEN-08 a field is hidden, masked, read or written apart from the others', () => {
  const masked = withField(agent, 'visit', 'business', 'custom.level', 'masked');
  expect(masked.types.visit?.fields).toEqual({ 'custom.level': 'masked' });
  expect(withField(masked, 'visit', 'business', 'custom.level', null).types.visit?.fields).toEqual({});
});

test('an action is allowed once and not at all after that is taken back', () => {
  const twice = withAction(withAction(agent, 'export', true), 'export', true);
  expect(twice.actions).toEqual(['export']);
  expect(withAction(twice, 'export', false).actions).toEqual([]);
});
