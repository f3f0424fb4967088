// A bug that is planted to see whether the tests find it.
export interface Bug {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The part and the file of the tests that find it; without it the simulation does. */
  readonly tests?: { readonly part: 'unit' | 'services'; readonly file: string };
}
