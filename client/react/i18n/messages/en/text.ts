export const text = {
  code: 'Code',
  copy: 'Copy',
  copyCode: 'Copy the code',
  copied: 'Code copied',
  table: 'Table',
  done: 'Done',
  toDo: 'To do',
  copiedFrom: '{name}, {time}',
} as const;
