// The metrics of the product, read from where they are made: each plan has its name, help and labels in that order.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { code, table } from './markdown.ts';

const server = fileURLToPath(new URL('../../server', import.meta.url));
const PLAN = /name:\s*'(parley_\w+)',\s*help:\s*(['"`])(.*?)\2,?(?:\s*labels:\s*\[([^\]]*)\])?/gs;

export interface MetricPlan {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** In the text of one file. */
export function plansIn(source: string): MetricPlan[] {
  return [...source.matchAll(PLAN)].map(([, name = '', , help = '', labels = '']) => ({
    name,
    help,
    labels: [...labels.matchAll(/'(\w+)'/g)].map(([, label = '']) => label),
  }));
}

/** By name. */
export function readMetrics(): MetricPlan[] {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((path) => /(?<!\.test)\.ts$/.test(path));
  return files.flatMap((path) => plansIn(readFileSync(join(server, path), 'utf8'))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function metricTable(): string {
  const rows = readMetrics().map(({ name, help, labels }) => [code(name), labels.map(code).join(', '), help]);
  return table(['Metric', 'Labels', 'Means'], rows);
}
