// When what was put: an answer that was asked before tells nothing of it any more.

export class Turns<K> {
  private turn = 0;
  private readonly at = new Map<K, number>();

  /** Before one asks. */
  now = (): number => this.turn;

  put(key: K): void {
    this.turn += 1;
    this.at.set(key, this.turn);
  }

  /** Whether it was put after that. */
  isNewer = (key: K, askedAt: number): boolean => (this.at.get(key) ?? 0) > askedAt;
}
