// The settings' page of keys.
export const keySettings = {
  change: 'Change',
  changeOf: 'Change the key: {command}',
  reset: 'Reset',
  resetOf: 'Reset the key: {command}',
  resetAll: 'Reset all',
  wasReset: 'All keys are as they came.',
  fixed: 'cannot be changed',
  press: 'Press the new key',
  pressHint: 'Esc keeps it as it is, Backspace takes it away.',
  refusedText: '{chord} is needed for writing. Choose another.',
  refusedBrowser: '{chord} belongs to the browser. Choose another.',
  taken: '{chord} is the key of “{command}”. Swap them?',
  swap: 'Swap',
  keep: 'Keep as it is',
  changed: '{command}: {chord}',
  removed: '{command}: no key',
  letters: 'Single letters',
  lettersHint:
    'On a message that has the focus, such as R for a reply. Switch off where a voice program or a slip of the finger presses them.',
} as const;
