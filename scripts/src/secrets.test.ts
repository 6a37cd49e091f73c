import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownSecrets } from './secrets';

describe('secrets of an instance', () => {
  let file: string;
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  beforeEach(() => void (file = join(mkdtempSync(join(tmpdir(), 'zuoxi-secrets-')), 'secrets.json')));
  afterEach(() => rmSync(join(file, '..'), { recursive: true, force: true }));

  it('are made once: random, for the owner only', () => {
    const made = ownSecrets(file, me);
    expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
    expect(Object.values(made).every((s) => /^[A-Za-z0-9]{48}$/.test(s))).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(ownSecrets(file, me)).toEqual(made);
  });

  it('one that a newer version needs is added; the others stay', () => {
    const { feed, ...older } = ownSecrets(file, me);
    writeFileSync(file, JSON.stringify(older));
    const now = ownSecrets(file, me);
    expect(now).toEqual({ ...older, feed: now.feed });
    expect(now.feed).not.toBe(feed);
  });

  it('a broken file is said, not replaced', () => {
    writeFileSync(file, '{');
    expect(() => ownSecrets(file, me)).toThrow('restore it from your backup');
    expect(readFileSync(file, 'utf8')).toBe('{');
  });
});
