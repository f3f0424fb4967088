'use client';
// What the words of a decision mean (core/routing). One that is not known is passed over.

import { useT } from '../../../client/react/i18n/provider.tsx';

const OUTCOMES = ['offered', 'waiting', 'overflow'] as const;
const STRATEGIES = ['leastLoaded', 'roundRobin', 'longestIdle'] as const;
const REASONS = ['transfer', 'sticky', ...STRATEGIES] as const;
const HINDRANCES = ['notTheirs', 'offline', 'away', 'lease', 'skills', 'full', 'paused'] as const;

function among<T extends string>(all: readonly T[], word: string): T | undefined {
  return all.find((each) => each === word);
}

export function useWhyWords() {
  const t = useT();
  return {
    outcome(word: string): string {
      return t(`desk.outcome_${among(OUTCOMES, word) ?? 'waiting'}`);
    },
    strategy(word: string): string {
      const known = among(STRATEGIES, word);
      return known ? t(`desk.reason_${known}`) : word;
    },
    reason(word: string): string {
      const known = among(REASONS, word);
      return known ? t(`desk.reason_${known}`) : word;
    },
    passedOver(word: string, count: number): string {
      const known = among(HINDRANCES, word);
      return known ? t(`desk.passed_${known}`, { count }) : t('desk.passedOther', { count });
    },
  };
}
