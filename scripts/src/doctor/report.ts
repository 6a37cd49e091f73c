/** How the doctor talks: a line a finding, and under an ill one its cure. */
import type { Finding } from './check';
import type { Examined } from './examine';

const marks: Readonly<Record<Finding['kind'], string>> = { well: '✓', ill: '✗', advice: '!', skipped: '-' };

const cjk = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const width = (text: string): number => [...text].reduce((sum, c) => sum + (cjk.test(c) ? 2 : 1), 0);
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(1, to - width(text)));
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const nameWidth = 26;

const words = (f: Finding): readonly string[] => {
  if (f.kind === 'skipped') return [f.why];
  return f.kind === 'well' ? [f.found] : [f.found, `→ ${f.cure}`];
};

/** The lines of one check; the name stands on its first line only. */
export function lines({ check, findings }: Examined): readonly string[] {
  return findings.flatMap((f, i) => {
    const name = i === 0 ? `${check.name} ${check.zh}` : '';
    const [first = '', ...more] = words(f).map(oneLine);
    return [`${marks[f.kind]} ${pad(name, nameWidth)}${first}`, ...more.map((m) => `  ${pad('', nameWidth)}${m}`)];
  });
}

/** The last line. */
export function verdict(all: readonly Examined[]): string {
  const count = (kind: Finding['kind']): number => all.flatMap((e) => e.findings).filter((f) => f.kind === kind).length;
  const [bad, unknown] = [count('ill'), count('skipped')];
  if (!bad && !unknown) return 'Everything works. 一切正常。';
  return `${bad} to mend, ${unknown} not examined. ${bad} 处需处理, ${unknown} 处未检查。`;
}
