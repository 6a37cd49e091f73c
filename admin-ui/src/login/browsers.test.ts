import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Linter } from 'eslint';
import { browsers } from './browsers';

const source = readFileSync(join(__dirname, '../../public/browser.js'), 'utf8');

class Node {
  id = '';
  href = '';
  style = { cssText: '' };
  onclick: (() => void) | null = null;
  readonly children: Node[] = [];
  constructor(readonly text = '') {}
  appendChild(child: Node): void {
    this.children.push(child);
  }
  get all(): Node[] {
    return [this, ...this.children.flatMap((child) => child.all)];
  }
}
const chrome = (version: number): string =>
  `Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/${version}.0.0.0 Safari/537.36`;
const features = { RTCPeerConnection: class {}, WebSocket: class {}, structuredClone: () => null, TextDecoderStream: class {} };

/** What this browser shows in place of the workbench; null: the workbench. */
function shownBy(userAgent: string, has: object = features) {
  const root = Object.assign(new Node(), { id: 'root' });
  const kept = new Map<string, string>();
  let reloads = 0;
  const window = {
    ...has,
    navigator: { userAgent },
    location: { reload: () => (reloads += 1) },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  };
  const document = {
    getElementById: (id: string) => (root.id === id ? root : null),
    createElement: () => new Node(),
    createTextNode: (text: string) => new Node(text),
  };
  const run = (): void => void runInNewContext(source, { window, document });
  run();
  const texts = root.all.map((n) => n.text).filter((text) => text !== '');
  return { refused: root.id !== 'root', texts, root, run, reloads: () => reloads };
}

test('ENV-04 D16 the current version and the two before it open the workbench', () => {
  for (const agent of [chrome(154), chrome(156), `${chrome(156)} Edg/156.0.0.0`, 'Mozilla/5.0 Gecko/20100101 Firefox/157.0'])
    expect([agent, shownBy(agent).refused]).toEqual([agent, false]);
});

test('ENV-01 ENV-02 D16 an old browser is told which are supported, with downloads; a person may go on at their own risk', () => {
  for (const agent of [chrome(58), chrome(153), `${chrome(153)} Edg/153.0.0.0`, 'Mozilla/5.0 Gecko/20100101 Firefox/52.0'])
    expect([agent, shownBy(agent).refused]).toEqual([agent, true]);
  const { root, texts, run, reloads } = shownBy(chrome(153));
  expect(texts.join(' ')).toContain('您正在使用 Chrome 153。');
  expect(root.all.map((n) => n.href).filter((href) => href !== '')).toEqual(browsers.map((b) => b.url));
  const goOn = root.all.find((n) => n.onclick !== null);
  goOn?.onclick?.();
  expect(reloads()).toBe(1);
  root.id = 'root';
  run();
  expect(root.id).toBe('root');
});

test('ENV-02 a browser without what calls need is told what is missing, and cannot go on', () => {
  const explorer = shownBy('Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0)', {});
  expect(explorer.refused).toBe(true);
  expect(explorer.texts.join(' ')).toContain('RTCPeerConnection');
  expect(explorer.root.all.some((n) => n.onclick !== null)).toBe(false);
});

test('the check itself is JavaScript that the oldest browsers understand', () => {
  const messages = new Linter().verify(source, { languageOptions: { ecmaVersion: 5, sourceType: 'script' } });
  expect(messages.filter((m) => m.fatal)).toEqual([]);
});

test('ENV-03 the login page recommends the same browsers', () => {
  const named = [...source.matchAll(/name: '(\w+)'.*url: '([^']+)'/g)].map(([, name, url]) => ({ name, url }));
  expect(named).toEqual(browsers);
});
