// What can be done to an account and to whom: the menu of a row and the question before each deed, as data.

import { Ban, KeyRound, LogOut, type LucideIcon, RotateCcw, ShieldMinus, ShieldPlus } from 'lucide-react';
import type { AdminAccount } from '../../client/react/admin/provider.tsx';

export type Deed = 'resetPassword' | 'signOut' | 'makeAdmin' | 'dropAdmin' | 'disable' | 'enable';

/** The powers of core/protocol: 1 administers, 2 owns the server. */
const ADMIN = 1;
const OWNER = 2;

interface Me {
  readonly id: string;
  readonly power: number;
}

/** The deeds that the server would do; none on oneself or the owner. */
export function deedsOn(account: AdminAccount, me: Me): readonly Deed[] {
  if (account.id === me.id || account.power >= OWNER) return [];
  const appoints = me.power >= OWNER && account.kind === 'PERSON' && account.disabledAt === null;
  const appoint: Deed = account.power >= ADMIN ? 'dropAdmin' : 'makeAdmin';
  return [
    ...(account.email === null ? [] : (['resetPassword'] as const)),
    'signOut',
    ...(appoints ? [appoint] : []),
    account.disabledAt === null ? 'disable' : 'enable',
  ];
}

interface Look {
  readonly icon: LucideIcon;
  readonly danger?: boolean;
}

export const DEED_LOOK: Record<Deed, Look> = {
  resetPassword: { icon: KeyRound },
  signOut: { icon: LogOut },
  makeAdmin: { icon: ShieldPlus },
  dropAdmin: { icon: ShieldMinus },
  disable: { icon: Ban, danger: true },
  enable: { icon: RotateCcw },
};

/** The question before a deed; enabling needs none. */
export const QUESTIONS = {
  resetPassword: { title: 'admin.resetTitle', text: 'admin.resetText', confirm: 'admin.resetConfirm', keep: 'admin.resetKeep' },
  signOut: { title: 'admin.signOutTitle', text: 'admin.signOutText', confirm: 'admin.signOutConfirm', keep: 'admin.cancel' },
  makeAdmin: { title: 'admin.makeAdminTitle', text: 'admin.makeAdminText', confirm: 'admin.makeAdminConfirm', keep: 'admin.cancel' },
  dropAdmin: { title: 'admin.dropAdminTitle', text: 'admin.dropAdminText', confirm: 'admin.dropAdminConfirm', keep: 'admin.cancel' },
  disable: { title: 'admin.disableTitle', text: 'admin.disableText', confirm: 'admin.disableConfirm', keep: 'admin.keep' },
} as const satisfies Record<Exclude<Deed, 'enable'>, object>;

/** What is said after a deed; a new password is shown instead. */
export const DONE = {
  signOut: 'admin.signedOut',
  makeAdmin: 'admin.madeAdmin',
  dropAdmin: 'admin.droppedAdmin',
  disable: 'admin.disabled',
  enable: 'admin.enabled',
} as const satisfies Record<Exclude<Deed, 'resetPassword'>, string>;
