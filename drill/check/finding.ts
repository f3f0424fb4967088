// What a rule of docs/sync.md says when a history breaks it.

/** What happened to somebody's words: the four that the drill counts, and three that it tells only where there are any. */
export const HARMS = ['lost', 'doubled', 'disordered', 'miscounted', 'invented', 'leaked', 'late'] as const;
export type Harm = (typeof HARMS)[number];

export interface Finding {
  readonly rule: string;
  readonly harm: Harm;
  /** One line: who, which message, what. */
  readonly what: string;
  /** The message it is about, where it is about one. */
  readonly clientId?: string;
}
