// What can be done with a row of the list, and the same in the details beside a conversation.
export const listMenu = {
  label: 'Actions for {name}',
  open: 'Open',
  copyLink: 'Copy the link',
  linkCopied: 'Link copied',
  section: 'In your list',
  pin: 'Pin to the top',
  mute: 'Mute',
  muteHint: 'Counts only where you are mentioned.',
  showAll: 'Show all chats',
} as const;
