// Whether somebody answers, in words: why they are away, where they have said. Pure.

import type { Translate } from '../../client/react/i18n/translate.ts';
import { AWAY_REASONS } from '../../core/protocol/desk.ts';
import type { WireAgent } from '../../core/protocol/wire-desk.ts';

export function stateWords(t: Translate, { state, stateReason }: Pick<WireAgent, 'state' | 'stateReason'>): string {
  if (state !== 'AWAY' || stateReason === null) return t(`desk.agent${state}`);
  const known = AWAY_REASONS.find((reason) => reason === stateReason);
  return known ? t(`desk.away_${known}`) : stateReason;
}
