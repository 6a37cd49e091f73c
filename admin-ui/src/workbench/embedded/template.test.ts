import { EmbeddedPage } from '@zuoxi/contracts';
import { filled, sandboxOf } from './template';

const facts = { 'call.number': '138****8000', 'agent.name': '王 芳&x=1#?/', 'call.queue': '..', 'agent.number': '\ud83d' };

test('EXT-07 the fields of the call stand in the address, each encoded', () => {
  expect(filled('https://crm.example/c?n={{call.number}}&a={{ agent.name }}', facts)).toBe(
    'https://crm.example/c?n=138****8000&a=%E7%8E%8B%20%E8%8A%B3%26x%3D1%23%3F%2F',
  );
});

test('D25 a masked number stays masked', () => {
  expect(filled('https://crm.example/{{call.number}}', facts)).toBe('https://crm.example/138****8000');
});

test('what is not known is nothing; no value climbs in the path or breaks the address', () => {
  expect(filled('https://crm.example/a/{{call.queue}}/{{customer.name}}/{{agent.number}}b', facts)).toBe(
    'https://crm.example/a///b',
  );
});

test.each([
  'https://{{call.number}}/',
  'https://crm.example.{{agent.name}}/',
  'javascript:alert(1)',
  'https://crm@evil.example/',
])('EXT-05 %s is no address of a page', (url) => {
  const page = { id: 'p', label: 'CRM', place: 'side', atLogin: false, url };
  expect(EmbeddedPage.safeParse(page).success).toBe(false);
  expect(EmbeddedPage.safeParse({ ...page, url: 'https://crm.example/{{call.number}}' }).success).toBe(true);
});

test('a page of our own origin cannot take its sandbox off', () => {
  expect(sandboxOf('https://crm.example/x', 'https://zuoxi.example')).toContain('allow-same-origin');
  expect(sandboxOf('https://zuoxi.example/x', 'https://zuoxi.example')).not.toContain('allow-same-origin');
  expect(sandboxOf('https://crm.example/x', 'https://zuoxi.example')).not.toMatch(/top-navigation|modals/);
});
