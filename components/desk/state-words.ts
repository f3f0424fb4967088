// Whether somebody answers, in words, and why they are away, where they have said. Pure.

import type { Translate } from '../../client/react/i18n/translate.ts';
import { AWAY_REASONS } from '../../core/protocol/desk.ts';
import type { WireAgent } from '../../core/protocol/wire-desk.ts';

type Standing = Pick<WireAgent, 'state' | 'stateReason'>;

function reasonOf(t: Translate, { state, stateReason }: Standing): string | null {
  if (state !== 'AWAY' || stateReason === null) return null;
  const known = AWAY_REASONS.find((reason) => reason === stateReason);
  return known ? t(`desk.away_${known}`) : stateReason;
}

/** To themselves: the reason says that they are away. */
export const stateWords = (t: Translate, agent: Standing): string => reasonOf(t, agent) ?? t(`desk.agent${agent.state}`);

/** To others. */
export function standingWords(t: Translate, agent: Standing): string {
  const reason = reasonOf(t, agent);
  return reason === null ? t(`desk.agent${agent.state}`) : t('desk.awayBecause', { reason });
}
