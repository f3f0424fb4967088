// Seeds that have broken a rule once, with what was mended. They run with every test; a seed stays the same story only as long
// as the steps of the simulation do, so each fault has a test of its own besides.
export const REGRESSIONS: readonly { readonly seed: number; readonly steps: number; readonly mended: string }[] = [
  { seed: 22, steps: 300, mended: 'what was placed in a history that was lost afterwards was never sent again' },
  { seed: 9, steps: 300, mended: 'a mark in a lost history hid what is unread in the one that goes on' },
  { seed: 17, steps: 300, mended: 'what was sent without a list was placed in a history that was lost before the list came' },
  { seed: 41, steps: 300, mended: 'an entry of a lost history waited for the first list of the other one' },
  { seed: 20_606, steps: 300, mended: 'the same, where the stream was over before the list came' },
  { seed: 26, steps: 200, mended: 'a history that was lost between another reset and the list was not taken for another one' },
];
