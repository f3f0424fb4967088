// Why a change of the set-up was refused: the desk's own reasons have words of their own, the rest those of any call.

import type { CallError } from '../../../client/react/account/provider.tsx';
import { errorText } from '../../../client/react/i18n/error-text.ts';
import type { Translate } from '../../../client/react/i18n/translate.ts';

const WORDS = {
  again: 'setup.reasonAgain',
  open_tickets: 'setup.reasonOpenTickets',
  holds_tickets: 'setup.reasonHoldsTickets',
  too_many: 'setup.reasonTooMany',
} as const;

const isOurs = (reason: string | undefined): reason is keyof typeof WORDS => reason !== undefined && Object.hasOwn(WORDS, reason);

export function reasonText(t: Translate, error: CallError | null): string | null {
  if (error === null) return null;
  const { reason } = error.details;
  return isOurs(reason) ? t(WORDS[reason]) : errorText(t, error);
}
