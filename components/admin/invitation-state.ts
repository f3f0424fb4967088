// Whether an invitation still lets anybody in.

import type { Invitation } from '../../client/react/admin/provider.tsx';

export type InvitationState = 'open' | 'spent' | 'over';

/** `now` in ms since 1970. */
export function invitationState({ uses, maxUses, expiresAt }: Invitation, now: number): InvitationState {
  if (uses >= maxUses) return 'spent';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'over' : 'open';
}

/** The address that opens the sign-up with the code filled in. */
export function invitationLink(origin: string, code: string): string {
  return `${origin}/?invitation=${encodeURIComponent(code)}`;
}
