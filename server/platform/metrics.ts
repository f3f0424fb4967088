// What is counted, for operators: Prometheus metrics by prom-client, all made here so that a name stands once. Labels are of few
// values (an error code, a kind), never ids. docs/operations.md lists them; a test compares.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

interface Plan<L extends string> {
  /** Begins with `parley_`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

type LabelValues<L extends string> = Readonly<Partial<Record<L, string>>>;

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly value: number;
}

export interface Metrics {
  /** It only rises; its name ends with `_total`. */
  counter<L extends string = never>(plan: Plan<L>): Counter<L>;
  /**
   * The same, counted elsewhere in plain numbers: for what comes too often to be looked up by its labels each time. `read` is asked
   * each time the metrics are, and puts each series.
   */
  tally<L extends string = never>(plan: Plan<L>, read: (put: (value: number, labels?: LabelValues<L>) => void) => void): void;
  /** `read`: asked each time the metrics are. */
  gauge<L extends string = never>(plan: Plan<L>, read?: (gauge: Gauge<L>) => Promise<void> | void): Gauge<L>;
  /** Its name ends with the unit: `_seconds`, `_bytes`. */
  histogram<L extends string = never>(plan: Plan<L>, buckets: readonly number[]): Histogram<L>;
  /** What a metric stands at, a series each; of a histogram its `_bucket`, `_sum` and `_count`. None: there is no such metric. */
  samples(name: string): Promise<readonly Sample[]>;
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
    tally<L extends string>(plan: Plan<L>, read: (put: (value: number, labels?: LabelValues<L>) => void) => void) {
      void new Counter<L>({
        ...common(plan),
        collect() {
          this.reset();
          read((value, labels) => (labels ? this.inc(labels, value) : this.inc(value)));
        },
      });
    },
    gauge<L extends string>(plan: Plan<L>, read?: (gauge: Gauge<L>) => Promise<void> | void) {
      if (!read) return new Gauge<L>(common(plan));
      return new Gauge<L>({
        ...common(plan),
        collect() {
          return read(this);
        },
      });
    },
    histogram: (plan, buckets) => new Histogram({ ...common(plan), buckets: [...buckets] }),
    async samples(name) {
      const found = registry.getSingleMetric(name);
      const { values } = (await found?.get()) ?? { values: [] };
      return values.map(({ labels, value, ...more }) => ({
        name: 'metricName' in more && typeof more.metricName === 'string' ? more.metricName : name,
        labels,
        value,
      }));
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
