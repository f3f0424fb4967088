// What the service worker and the pages agree on: addresses, names of caches and locks, and what a page may say to the worker.
// A version is one build of the pages; docs/offline.md tells the whole.

export const WORKER_URL = '/sw.js';

const SHELL = 'parley shell ';

/** All that pages of this version need to start without a network. */
export const cacheOf = (version: string): string => `${SHELL}${version}`;

/** The version whose cache has this name; null: it is none of a shell. */
export function versionOfCache(name: string): string | null {
  return name.startsWith(SHELL) ? name.slice(SHELL.length) : null;
}

/** Hashed files that no list names, such as slices of fonts, kept as they are met. */
export const MET_CACHE = 'parley met';

/** Held by each page of this version as long as it stands: its cache stays until the last is gone. */
export const lockOfPages = (version: string): string => `parley pages ${version}`;

/** takeOver: be the active one now; version: answer with it by the port; document: what the start page says has changed. */
const WORDS = ['takeOver', 'version', 'document'] as const;
export type WordToWorker = (typeof WORDS)[number];

export function parseWord(data: unknown): WordToWorker | null {
  return WORDS.find((word) => word === data) ?? null;
}

/** What the build tells the worker. */
export interface ShellList {
  readonly version: string;
  /** Path and size in bytes of each file; 0: not known. */
  readonly files: readonly (readonly [path: string, bytes: number])[];
}
