// The shell that pages start from, as they see it: which version they are of, and whether a newer one is there.

export interface ShellPort {
  /** Has this page served without a network, and looks for newer versions; answers how to stop. */
  start(): () => void;
  /** A newer version than that of this page is ready. */
  isOld(): boolean;
  subscribe(listener: () => void): () => void;
  /** Looks for a newer version now. */
  check(): void;
  /** Loads the newest version there is; what is written and not sent is kept. */
  renew(): Promise<void>;
  /** What the start page says from the beginning (theme, language) has changed. */
  refresh(): void;
}
