// Numbers from samples. Quantiles are nearest-rank: a value that was measured, never one between two.

/** The value that `q` (0 to 1) of the samples do not pass; NaN without samples. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function quantiles(samples: readonly number[]): Quantiles {
  return { p50: quantile(samples, 0.5), p95: quantile(samples, 0.95), p99: quantile(samples, 0.99) };
}

/** Of some rounds, each number by itself: what the machine does in between disturbs one round, not all. */
export function median<T extends object>(rounds: readonly T[], read: (round: T) => number): number {
  return quantile(rounds.map(read), 0.5);
}

export function medianQuantiles(rounds: readonly { readonly latency: Quantiles }[]): Quantiles {
  return {
    p50: median(rounds, (round) => round.latency.p50),
    p95: median(rounds, (round) => round.latency.p95),
    p99: median(rounds, (round) => round.latency.p99),
  };
}

/** What was counted while a window was open, a second. Times are ms on one clock. */
export class Window {
  private counts = 0;
  private readonly samples: number[] = [];
  private from = Number.POSITIVE_INFINITY;
  private to = Number.POSITIVE_INFINITY;

  open(now: number): void {
    this.from = now;
  }

  close(now: number): void {
    this.to = now;
  }

  /** `sample`: ms it took, where that is asked for. */
  count(now: number, sample?: number): void {
    if (now < this.from || now >= this.to) return;
    this.counts += 1;
    if (sample !== undefined) this.samples.push(sample);
  }

  get perSecond(): number {
    return (this.counts * 1000) / (this.to - this.from);
  }

  get latency(): Quantiles {
    return quantiles(this.samples);
  }
}
