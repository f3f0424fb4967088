export const demo = {
  title: 'Try Parley',
  lead: 'This is a demo. Choose who to be: no password is asked.',
  accounts: 'Accounts of the demo',
  unread: '{count, plural, =0 {all read} one {# unread} other {# unread}}',
  enter: 'Enter as {name}',
  open: 'Everybody who opens this page can read everything in it. Write nothing that is private.',
  own: 'Use an account of your own',
  back: 'Back to the demo',
  gone: 'This account is not offered any more. Choose another.',
} as const;
