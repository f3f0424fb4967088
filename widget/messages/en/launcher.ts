// Beside the page: the button, and what it shows of an answer. Filled in without plurals, since the loader is small.
export const launcher = {
  open: 'Chat with us',
  openNew: 'Chat with us, {count} new',
  close: 'Close the chat',
  frame: 'Chat',
  show: 'Show the answer',
} as const;
