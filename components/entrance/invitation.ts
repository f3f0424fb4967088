'use client';
// The code of the link that an administrator gave out. Read in the browser alone.

export const invitationOfAddress = (): string =>
  typeof window === 'undefined' ? '' : (new URLSearchParams(window.location.search).get('invitation') ?? '');

/** It is used: it neither stands in the address nor asks for an account again. */
export function forgetInvitation(): void {
  if (invitationOfAddress() !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
}
