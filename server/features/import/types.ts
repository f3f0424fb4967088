// What the formats are read into, and what the door of the import takes and tells.
import type { UserId } from '../../../core/protocol/ids.ts';

/** One line of a source. */
export interface Line {
  readonly kind: 'message' | 'action' | 'notice';
  /** Who said it; null: nobody. */
  readonly name: string | null;
  readonly text: string;
  /** ms since 1970. */
  readonly at: number;
  /** From 1. */
  readonly line: number;
}

/** A line that was left out, and why. */
export interface Fault {
  readonly line: number;
  readonly reason: string;
}

export interface Parsed {
  readonly lines: readonly Line[];
  readonly faults: readonly Fault[];
}

/** Lines of one file for one conversation. */
export interface Part {
  /** Names the file in keys: the same in every run. */
  readonly file: string;
  readonly lines: readonly Line[];
}

/** A conversation to be filled. */
export interface Source {
  /** Names it in every run. */
  readonly key: string;
  readonly kind: 'GROUP' | 'DIRECT';
  readonly title: string | null;
  /** Who speaks under which name; the viewer may stand for one of them. */
  readonly people: ReadonlyMap<string, UserId>;
  readonly parts: readonly Part[];
}

export interface Filled {
  readonly messages: number;
  readonly notices: number;
  /** Those of them that were there already. */
  readonly known: number;
  /** Lines that the log refused, by file. */
  readonly faults: readonly { readonly file: string; readonly fault: Fault }[];
}

/** Why a whole source could not be filled; a later run goes on. */
export class ImportError extends Error {}
