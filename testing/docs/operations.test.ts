import { expect, test } from 'vitest';
import { openMetrics } from '../../server/platform/metrics.ts';
import { askedIn, faultsOf, readAlerts, readDashboard } from './expressions.ts';
import { plansIn, readMetrics } from './metrics.ts';
import { readPage } from './pages.ts';

const alerts = readAlerts(readPage('deploy/prometheus/alerts.yml') ?? '');
const dashboard = readDashboard(readPage('deploy/grafana/parley.json') ?? '');
const page = readPage('docs/operations.md') ?? '';

/** Those of the product from its source, those of Node from the library. */
async function knownLabels(): Promise<(metric: string) => readonly string[] | null> {
  const own = new Map(readMetrics().map(({ name, labels }) => [name, labels]));
  const names = (await openMetrics(true).text()).matchAll(/^# TYPE (\S+)/gm);
  const process = new Map([...names].map(([, name = '']) => [name, ['kind', 'type', 'space', 'version']]));
  return (metric) => own.get(metric) ?? process.get(metric) ?? null;
}

test('[operations] every alert and every panel asks for metrics and labels that exist', async () => {
  const labelsOf = await knownLabels();
  expect(alerts.length).toBeGreaterThan(15);
  expect(dashboard.length).toBeGreaterThan(40);
  expect([...alerts, ...dashboard].flatMap(({ expr }) => faultsOf(expr, labelsOf))).toEqual([]);
});

test('[operations] the dashboard shows every metric of the product', () => {
  const shown = dashboard.flatMap(({ expr }) => askedIn(expr).map(({ metric }) => metric));
  const isShown = (name: string) => ['', '_bucket', '_sum', '_count'].some((end) => shown.includes(name + end));
  expect(readMetrics().flatMap(({ name }) => (isShown(name) ? [] : name))).toEqual([]);
});

test('[operations] every alert has a time, a severity and its part of the runbook, and the runbook has no other', () => {
  for (const { alert, for: time, severity, summary, runbook } of alerts) {
    expect(time, alert).toMatch(/^\d+[mh]$/);
    expect(['warning', 'critical'], alert).toContain(severity);
    expect(summary.length, alert).toBeGreaterThan(20);
    expect(runbook, alert).toBe(`docs/operations.md#${alert.toLowerCase()}`);
  }
  const parts = [...page.slice(page.indexOf('## Runbook')).matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(parts.toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
});

test('[operations] a metric that is gone, a label that it lacks and a rule that says too little are seen', () => {
  const labelsOf = (metric: string) => (metric === 'parley_things_total' ? ['why'] : metric === 'parley_thing_seconds' ? [] : null);
  expect(faultsOf('rate(parley_things_total{why="a"}[5m]) > 1', labelsOf)).toEqual([]);
  expect(faultsOf('sum by (le, instance) (rate(parley_thing_seconds_bucket{job="x"}[5m]))', labelsOf)).toEqual([]);
  expect(faultsOf('parley_gone > 1', labelsOf)).toEqual(['there is no metric parley_gone']);
  expect(faultsOf('sum by (where) (parley_things_total{who!="parley_gone"})', labelsOf)).toEqual([
    'parley_things_total has no label who',
    'parley_things_total has no label where',
  ]);
  expect(faultsOf('1 > 2', labelsOf)).toEqual(['no metric in: 1 > 2']);
  expect(() => readAlerts('      - alert: Bare\n        expr: up == 0\n')).toThrow('the alert Bare has no for');
});

test('[operations] a plan is read with its labels, over lines too', () => {
  const source =
    "counter({ name: 'parley_a_total', help: 'It’s `a`.', labels: ['x', 'y'] });\n{\n  name: 'parley_b',\n  help: 'B.',\n  labels: ['z'],\n}\n{ name: 'parley_c', help: 'C.' }";
  expect(plansIn(source)).toEqual([
    { name: 'parley_a_total', help: 'It’s `a`.', labels: ['x', 'y'] },
    { name: 'parley_b', help: 'B.', labels: ['z'] },
    { name: 'parley_c', help: 'C.', labels: [] },
  ]);
});
