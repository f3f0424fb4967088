// What is counted, for operators: Prometheus metrics by prom-client, all made here so that a name stands once. Labels are of few
// values (an error code, a kind), never ids. docs/operations.md lists them; a test compares.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

interface Plan<L extends string> {
  /** Begins with `parley_`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

export interface Metrics {
  /** It only rises; its name ends with `_total`. */
  counter<L extends string = never>(plan: Plan<L>): Counter<L>;
  /** `read`: asked each time the metrics are. */
  gauge<L extends string = never>(plan: Plan<L>, read?: (gauge: Gauge<L>) => void): Gauge<L>;
  /** Its name ends with the unit: `_seconds`, `_bytes`. */
  histogram<L extends string = never>(plan: Plan<L>, buckets: readonly number[]): Histogram<L>;
  readonly contentType: string;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
}

/** `ofProcess`: also what Node tells of the process. */
export function openMetrics(ofProcess: boolean): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const common = <L extends string>({ name, help, labels }: Plan<L>) => ({
    name,
    help,
    labelNames: [...(labels ?? [])],
    registers: [registry],
  });
  return {
    counter: (plan) => new Counter(common(plan)),
    gauge<L extends string>(plan: Plan<L>, read?: (gauge: Gauge<L>) => void) {
      if (!read) return new Gauge<L>(common(plan));
      return new Gauge<L>({
        ...common(plan),
        collect() {
          read(this);
        },
      });
    },
    histogram: (plan, buckets) => new Histogram({ ...common(plan), buckets: [...buckets] }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
