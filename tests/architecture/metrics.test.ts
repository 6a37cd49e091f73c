/** What is measured, what is documented, and what the dashboard and the alerts ask for are the same. */
import { readInstance } from '@zuoxi/contracts/environment';
import { parse } from 'yaml';
import { read, root } from './support/tree';

const sources = ['switch/src/api', 'mixer/src', 'server/src'].map((folder) => `plugins/call-control/${folder}/metrics.ts`);
const measured = sources.flatMap((path) => [...read(path).matchAll(/'(zuoxi_[a-z_]+)'/g)].map(([, name = '']) => name));

/** Names in an expression, without what Prometheus adds to those of a histogram. */
const namesIn = (expression: string): string[] =>
  [...expression.matchAll(/\b((?:zuoxi|nodejs|process)_[a-z_0-9]+)/g)].map(([, name = '']) =>
    measured.includes(name) ? name : name.replace(/_(bucket|sum|count)$/, ''),
  );
/** prom-client's own, as far as they are asked for. */
const ofEveryProcess = ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total'];
const unknown = (expressions: readonly string[]): string[] =>
  expressions.flatMap(namesIn).filter((name) => !measured.includes(name) && !ofEveryProcess.includes(name));

it('no metric is made twice', () => {
  expect(measured.length).toBeGreaterThan(30);
  expect(measured.filter((name, i) => measured.indexOf(name) !== i)).toEqual([]);
});

it.each([
  ['docs/operations.md', /^\| metric \|/m],
  ['docs/operations.zh-CN.md', /^\| 指标 \|/m],
])('%s lists every one of them, and the ports of the processes', (document, head) => {
  const text = read(document);
  const table = text.slice(text.search(head)).split('\n\n')[0] ?? '';
  const listed = [...table.matchAll(/^\| `(zuoxi_[a-z_]+)`/gm)].map(([, name]) => name);
  expect([...listed].sort()).toEqual([...measured].sort());
  const { ports } = readInstance({}, root);
  for (const [name, port] of Object.entries({
    switch: ports.api,
    mixer: ports.mixerHttp,
    cms: ports.cms,
    rtpengine: ports.rtpengineHttp,
  })) {
    expect(text).toContain(`| ${name} | \`http://127.0.0.1:${port}/metrics\` |`);
    expect(read('docs/metrics/prometheus.yml')).toMatch(
      new RegExp(`job_name: zuoxi-${name}\\s+static_configs:\\s+- targets: \\['127.0.0.1:${port}'\\]`),
    );
  }
});

it('the dashboard asks for what there is', () => {
  const { panels }: { panels: { title: string; targets: { expr: string }[] }[] } = JSON.parse(
    read('docs/metrics/dashboard.json'),
  );
  expect(panels.length).toBeGreaterThan(15);
  expect(unknown(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)))).toEqual([]);
});

it('the alerts ask for what there is, and say in both languages what is wrong and what to do', () => {
  type Rule = { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string; do: string } };
  const { groups }: { groups: { rules: Rule[] }[] } = parse(read('docs/metrics/alerts.yml'));
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(10);
  expect(unknown(rules.map(({ expr }) => expr))).toEqual([]);
  for (const { alert, labels, annotations } of rules) {
    expect([alert, /[\u4e00-\u9fff]/.test(annotations.summary) && /[a-z]/.test(annotations.summary)]).toEqual([alert, true]);
    expect([alert, annotations.do.length > 10, ['critical', 'warning'].includes(labels.severity)]).toEqual([alert, true, true]);
  }
});
