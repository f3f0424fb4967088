// What happened, in counts, and what went wrong, a line each up to a bound.
const MOST_FINDINGS = 40;

export class Tally {
  started = 0;
  accepted = 0;
  done = 0;
  messages = 0;
  byPeople = 0;
  heldBack = 0;
  leftOut = 0;
  /** From the opening of a ticket to its first agent, ms. */
  longestWaitMs = 0;
  private waitSumMs = 0;
  private readonly counts = new Map<string, number>();
  readonly findings: string[] = [];

  waited(ms: number): void {
    this.accepted += 1;
    this.waitSumMs += ms;
    this.longestWaitMs = Math.max(this.longestWaitMs, ms);
  }

  get meanWaitMs(): number {
    return this.waitSumMs / Math.max(1, this.accepted);
  }

  /** `rule`: its name, or what is missing. */
  found(rule: string, what: string): void {
    this.counts.set(rule, (this.counts.get(rule) ?? 0) + 1);
    if (this.findings.length < MOST_FINDINGS) this.findings.push(`${rule}: ${what}`);
  }

  count(rule: string): number {
    return this.counts.get(rule) ?? 0;
  }

  get broken(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
