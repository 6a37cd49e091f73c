import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AdvisoryList, judge, lockedOf, oldDays, readList } from './advisories';
import { merged } from './update';

const root = resolve(__dirname, '../../..');
const list = (more: object = {}): AdvisoryList =>
  AdvisoryList.parse({
    dated: '2026-11-29',
    source: 'a test',
    advisories: [
      { id: 'GHSA-1', package: 'left', vulnerable: '<1.2.0', severity: 'high', title: 'falls over', cure: '1.2.0 or later' },
    ],
    accepted: [],
    ...more,
  });
const lock = (version: string, path = 'node_modules/left') => ({
  packages: {
    '': { version: '0.1.0' },
    [path]: { version },
    'node_modules/@zuoxi/x': { link: true },
    'plugins/x': { version: '0.1.0' },
  },
});
const kinds = (given: unknown, known: AdvisoryList, today = '2026-11-30') =>
  judge(lockedOf(given), known, today).map(({ kind }) => kind);

describe('advisories', () => {
  test('a planted bad version is refused, wherever it lies; the mended one passes', () => {
    expect(judge(lockedOf(lock('1.1.9')), list(), '2026-11-30')).toEqual([
      {
        kind: 'ill',
        found: 'node_modules/left@1.1.9: high, falls over (GHSA-1)',
        cure: '1.2.0 or later; or accept it in scripts/audit/advisories.json, with a reason and a date.',
      },
    ]);
    expect(kinds(lock('1.1.9', 'node_modules/a/node_modules/left'), list())).toEqual(['ill']);
    expect(kinds(lock('1.2.0-rc.1'), list())).toEqual(['ill']);
    expect(kinds(lock('1.2.0'), list())).toEqual(['well']);
  });

  test('an accepted one needs a reason and a date; after the date it is advice, because time alone fails no test', () => {
    const accepted = [{ id: 'GHSA-1', reason: 'nobody here calls what falls over', until: '2026-12-31' }];
    expect(kinds(lock('1.1.9'), list({ accepted }))).toEqual(['well']);
    expect(kinds(lock('1.1.9'), list({ accepted }), '2027-01-01')).toEqual(['well', 'advice']);
    expect(kinds(lock('1.2.0'), list({ accepted }))).toEqual(['ill']); // accepted, and gone
    expect(() => list({ accepted: [{ id: 'GHSA-1', reason: '', until: '2026-12-31' }] })).toThrow();
    expect(() => list({ accepted: [{ id: 'GHSA-1', reason: 'nobody here calls what falls over' }] })).toThrow();
  });

  test('an old list is advice', () => {
    const late = new Date(Date.parse('2026-11-29') + (oldDays + 1) * 86_400_000).toISOString().slice(0, 10);
    expect(kinds(lock('1.2.0'), list(), late)).toEqual(['well', 'advice']);
  });

  test('this tree has none that is not accepted, and the floor of Strapi is in the list', () => {
    const given: unknown = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8'));
    const known = readList(root);
    expect(judge(lockedOf(given), known, known.dated).filter(({ kind }) => kind === 'ill')).toEqual([]);
    const floor = known.advisories.filter(({ package: name }) => name === '@strapi/strapi').map(({ id }) => id);
    expect(floor).toEqual(expect.arrayContaining(['CVE-2025-64526', 'CVE-2026-22599', 'CVE-2026-27886']));
    expect(kinds(lock('5.44.0', 'node_modules/@strapi/strapi'), { ...known, accepted: [] })).toEqual(['ill']);
  });

  test('what the registry says is added, what is known stays', () => {
    const via = {
      name: 'right',
      url: 'https://github.com/advisories/GHSA-2',
      title: 'reads too far',
      severity: 'moderate',
      range: '>=2.0.0 <2.0.4',
    };
    const said = { vulnerabilities: { right: { via: [via, 'left'] }, other: { via: ['right'] } } };
    const next = merged(list(), said, '2026-12-01');
    expect(next.dated).toBe('2026-12-01');
    expect(next.advisories.map(({ id, package: name, vulnerable }) => [id, name, vulnerable])).toEqual([
      ['GHSA-1', 'left', '<1.2.0'],
      ['GHSA-2', 'right', '>=2.0.0 <2.0.4'],
    ]);
    expect(() => merged(list(), { message: '405 Method Not Allowed' }, '2026-12-01')).toThrow('405 Method Not Allowed');
  });
});
