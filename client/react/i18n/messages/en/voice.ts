// What only screen readers say.
export const voice = {
  item: '{name}, {time}. {text}',
  itemState: '{name}, {time}, {state}. {text}',
  both: '{first}, {second}',
  many: '{count, plural, one {# new message} other {# new messages}}',
} as const;
