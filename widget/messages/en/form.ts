// The form before a talk.
export const form = {
  title: 'Start a talk',
  department: 'What is it about?',
  message: 'Message',
  messageKept: 'Message',
  start: 'Start',
  leave: 'Leave a message',
  choose: 'Choose',
  optional: '{label} (optional)',
  required: 'Please fill this in.',
  email: 'This is not an e-mail address: it needs a name, an @ and a domain with a dot.',
  tick: 'Please tick this to go on.',
  awayOne: 'We are closed now. Leave your message here: it is kept, and we answer when we are back.',
  awayUntil: 'We are closed now. Leave your message here: it is kept, and we answer from {when}.',
} as const;
