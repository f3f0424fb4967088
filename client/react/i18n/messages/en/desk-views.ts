// Saved lists of the desk.
export const deskViews = {
  me: 'Whoever looks',
  nobody: 'Nobody',
} as const;
