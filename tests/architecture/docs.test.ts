import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { carrierTable } from '@zuoxi/robot';
import { pictures } from '@zuoxi/scripts/pictures';
import { internalPorts, Settings } from '@zuoxi/contracts/environment';
import { files, markdownTable, read, root } from './support/tree';

const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

describe.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md'])('%s', (document) => {
  const text = read(document);

  it('names only commands that exist', () => {
    const named = [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|stop|test))\b/g)].map(([, run, short]) => run ?? short ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '');
    // the picture of the running workbench is made from a running one
    expect(links.filter((path) => path !== 'docs/workbench.png' && !existsSync(join(root, path)))).toEqual([]);
  });
});

describe.each([
  ['README.md', /^## Settings/, /^### The demo carrier/],
  ['README.zh-CN.md', /^## 设置/, /^### 演示线路/],
] as const)('the tables of %s', (document, settings, carrier) => {
  it('list every setting with its default', () => {
    const given = Settings.parse({});
    const rows = markdownTable(read(document), settings);
    expect(rows.map(([name]) => name)).toEqual(Object.keys(Settings.shape));
    for (const [name = '', value] of rows) {
      const standard = Object.entries(given).find(([key]) => key === name)?.[1];
      if (standard !== undefined) expect([name, value]).toEqual([name, String(standard)]);
    }
  });

  it('say what the demo carrier does with each last digit', () => {
    const rows = markdownTable(read(document), carrier);
    const language = document === 'README.md' ? 'en' : 'zh';
    expect(rows.map(([digits, act]) => [digits?.replace(/[^0-9]/g, ''), act])).toEqual(
      carrierTable.map((row) => [row.digits, row[language]]),
    );
  });
});

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md');

  it('its map names folders that exist', () => {
    const places = markdownTable(text, /^## Map/).map(([where]) => where ?? '');
    expect(places.length).toBeGreaterThan(8);
    expect(places.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('every internal port that WIRE.md names is one', () => {
    const named = [...read('plugins/contracts/WIRE.md').matchAll(/(?:`|:)<([a-z]+[A-Z]?[a-zA-Z]*)>/g)].map(
      ([, name]) => name ?? '',
    );
    const known: readonly string[] = [...internalPorts, 'recordings'];
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('every decision has a date', () => {
    const decisions = text
      .slice(text.indexOf('## Decisions'))
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(decisions.filter((line) => !/^- \d{4}-\d{2}-\d{2} · /.test(line))).toEqual([]);
  });
});

describe('docs/', () => {
  const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const linksOf = (name: string): string[] =>
    [...read(`docs/${name}`).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '');

  it('each document has its twin in the other language, with the same outline and the same pictures', () => {
    const pairs = documents.filter((name) => !name.endsWith('.zh-CN.md')).map((name) => [name, name.replace(/md$/, 'zh-CN.md')]);
    expect(pairs.flat().sort()).toEqual([...documents].sort());
    const outline = (name: string): number[] =>
      [...read(`docs/${name}`).matchAll(/^(#+) /gm)].map(([, marks]) => marks?.length ?? 0);
    const shown = (name: string): string[] => linksOf(name).filter((path) => path.endsWith('.png'));
    for (const [english = '', chinese = ''] of pairs) {
      expect([english, outline(english)]).toEqual([english, outline(chinese)]);
      expect([english, shown(english)]).toEqual([english, shown(chinese)]);
    }
  });

  it('links only to what exists', () => {
    expect(documents.flatMap((name) => linksOf(name).filter((path) => !existsSync(join(root, 'docs', path))))).toEqual([]);
  });

  it('every picture that is named is made by npm run pictures, and every one that is made is named', () => {
    const named = new Set(documents.flatMap((name) => linksOf(name).filter((path) => path.startsWith('pictures/'))));
    expect([...named].sort()).toEqual(pictures.map(({ name }) => `pictures/${name}.png`).sort());
  });

  it('names only commands that exist', () => {
    const text = documents.map((name) => read(`docs/${name}`)).join();
    const named = [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|stop|test))\b/g)].map(([, run, short]) => run ?? short ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe.each(['docs/security.md', 'docs/security.zh-CN.md'])('%s', (document) => {
  const text = read(document);
  const named = [...text.matchAll(/`([^`\s]+\.test\.tsx?)`/g)].map(([, path]) => path ?? '');

  it('names only tests that exist', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('each promise names its tests, but what is not promised', () => {
    const sections = text.split(/^## /m).slice(1);
    expect(sections.slice(0, -1).filter((section) => !/`[^`\s]+\.test\.tsx?`/.test(section))).toEqual([]);
  });
});

it('the security documents of both languages name the same tests', () => {
  const named = (path: string): string[] => [...read(path).matchAll(/`([^`\s]+\.test\.tsx?)`/g)].map(([, test]) => test ?? '');
  expect(named('docs/security.zh-CN.md')).toEqual(named('docs/security.md'));
});

it('CHANGELOG.md keeps a changelog', () => {
  expect(read('CHANGELOG.md')).toMatch(/^# Changelog[\s\S]+## \[Unreleased\]/);
});

describe.each([
  ['docs/sizing.md', /^## Bandwidth/],
  ['docs/sizing.zh-CN.md', /^## 带宽/],
])('%s', (document, heading) => {
  it('ENV-06 ENV-07 ENV-08 ENV-10 its rates follow from the bytes of a packet, its examples from its rates', () => {
    const rows = markdownTable(read(document), heading);
    expect(rows.map(([, sound, headers]) => ((Number(sound) + Number(headers)) * 50 * 8) / 1000)).toEqual([90.4, 34.4, 96.8]);
    expect(rows.map(([, , , rate]) => Number(rate))).toEqual([90.4, 34.4, 96.8]);
    const examples = [...read(document).matchAll(/(\d+) × ([\d.]+) kbit\/s = ([\d.]+) Mbit\/s/g)];
    expect(examples).toHaveLength(3);
    for (const [said, calls, rate, sum] of examples)
      expect([said, (Number(calls) * Number(rate)) / 1000]).toEqual([said, Number(sum)]);
  });
});

it('both READMEs state the same figures of performance', () => {
  const figures = (path: string, heading: RegExp): string[][] =>
    markdownTable(read(path), heading).map((row) =>
      row.slice(1).map((cell) => (cell.match(/[\d.,]+(?=\D|$)/g) ?? []).sort().join(' ')),
    );
  expect(figures('README.zh-CN.md', /^## 性能/)).toEqual(figures('README.md', /^## Performance/));
});

it('both READMEs tell the same: as many headings of each level', () => {
  const outline = (path: string): number[] => [...read(path).matchAll(/^(#+) /gm)].map(([, marks]) => marks?.length ?? 0);
  expect(outline('README.zh-CN.md')).toEqual(outline('README.md'));
});

it('no document lies anywhere that is not reached from a README', () => {
  const documents = files().filter((path) => path.endsWith('.md') && !path.includes('/'));
  const reached = `${read('README.md')}${read('README.zh-CN.md')}`;
  expect(documents.filter((path) => !path.startsWith('README') && !reached.includes(path))).toEqual([]);
});
