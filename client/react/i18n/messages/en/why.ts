// "Why 3?": the messages behind a count, one by one.
export const why = {
  ask: '{count} unread: why?',
  title: 'Why {count, number} unread',
  lead: 'These messages in {name} are counted.',
  place: '{at, number} of {count, number}',
  open: 'Go to the message of {name}, {time}',
  emptyTitle: 'Nothing is unread',
  emptyText: 'It was already read elsewhere.',
  onlyLatest: 'The latest {shown, number} of {count, number} are listed.',
  differs: 'The count said {count, number}. It was checked just now and corrects itself.',
} as const;
