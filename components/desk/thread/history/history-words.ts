'use client';
// What was done to a ticket, in a line of words. What is not known yet is told by what it changed.

import { useMe } from '../../../../client/react/chat/hooks.ts';
import type { Format } from '../../../../client/react/i18n/format.ts';
import { useFormat, useT } from '../../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../../client/react/i18n/translate.ts';
import { priorityOf } from '../../../../core/desk/priority.ts';
import type { WireUser } from '../../../../core/protocol/wire.ts';
import { useNow } from '../../../messenger/use-now.ts';
import type { HistoryLine } from './history-lines.ts';

const FACTS = ['priority', 'tags', 'subject', 'skills', 'vip'] as const;

interface Words {
  readonly t: Translate;
  readonly format: Format;
  /** At the beginning of a line, and in it. */
  readonly who: (user: WireUser) => string;
  readonly whom: (user: WireUser) => string;
  readonly now: number;
}

type Tell = (line: HistoryLine, words: Words) => string;

/** It may be past by now. */
const momentText = (format: Format, at: number, now: number): string =>
  format.daysApart(at, now) <= 0 ? format.coming(at, now) : `${format.stamp(at, now)} ${format.time(at)}`;

/** By somebody, or by itself. */
function by(line: HistoryLine, { who }: Words, told: (name: string) => string, itself: () => string): string {
  const { actor } = line.event;
  return actor ? told(who(actor)) : itself();
}

const toAgent: Tell = ({ event: { actor, agent, note } }, { t, who, whom }) =>
  t(note === null ? 'deskHistory.transferred' : 'deskHistory.transferredNoted', {
    who: actor ? who(actor) : '',
    to: agent ? whom(agent) : '',
  });

const toDepartment: Tell = ({ event: { actor, department, note } }, { t, who }) =>
  t(note === null ? 'deskHistory.transferred' : 'deskHistory.transferredNoted', {
    who: actor ? who(actor) : '',
    to: department?.name ?? t('deskHistory.elsewhere'),
  });

const taken: Tell = ({ event: { actor, overCapacity }, from }, { t, who, whom }) => {
  const name = actor ? who(actor) : '';
  const words =
    from && from.id !== actor?.id ? t('deskHistory.takenOver', { who: name, from: whom(from) }) : t('deskHistory.taken', { who: name });
  return overCapacity ? t('deskHistory.overCapacity', { words }) : words;
};

const declined: Tell = ({ event: { actor, reason } }, { t, who }) => {
  const name = actor ? who(actor) : '';
  return reason === null ? t('deskHistory.declined', { who: name }) : t('deskHistory.declinedWhy', { who: name, reason });
};

const requeued: Tell = ({ event: { actor, agent }, from }, { t, who, whom }) => {
  const whose = agent ?? from;
  if (!actor) return whose ? t('deskHistory.wasGone', { agent: whom(whose) }) : t('deskHistory.requeued');
  return t('deskHistory.requeuedBy', { who: who(actor) });
};

const merged: Tell = (line, words) => {
  const into = { number: line.event.into?.number ?? 0 };
  return by(
    line,
    words,
    (who) => words.t('deskHistory.mergedBy', { who, ...into }),
    () => words.t('deskHistory.merged', into),
  );
};

const TELL: Readonly<Record<string, Tell>> = {
  opened: ({ event }, { t }) =>
    event.department ? t('deskHistory.openedIn', { department: event.department.name }) : t('deskHistory.opened'),
  offered: ({ event: { agent } }, { t, whom }) => t('deskHistory.offered', { agent: agent ? whom(agent) : '' }),
  accepted: ({ event: { actor } }, { t, who }) => t('deskHistory.accepted', { who: actor ? who(actor) : '' }),
  declined,
  timedOut: ({ event: { agent } }, { t, who }) => t('deskHistory.timedOut', { who: agent ? who(agent) : '' }),
  withdrawn: ({ event: { agent } }, { t, whom }) => t('deskHistory.withdrawn', { agent: agent ? whom(agent) : '' }),
  taken,
  transferredToAgent: toAgent,
  transferredToDepartment: toDepartment,
  overflowed: ({ event: { department } }, { t }) => t('deskHistory.overflowed', { to: department?.name ?? t('deskHistory.elsewhere') }),
  requeued,
  setPending: ({ event: { actor } }, { t, who }) => t('deskHistory.setPending', { who: actor ? who(actor) : '' }),
  snoozed: ({ event: { actor, until } }, { t, format, who, now }) =>
    t('deskHistory.snoozed', { who: actor ? who(actor) : '', time: until === null ? '' : momentText(format, Date.parse(until), now) }),
  woken: (line, words) =>
    by(
      line,
      words,
      (who) => words.t('deskHistory.wokenBy', { who }),
      () => words.t('deskHistory.woken'),
    ),
  visitorSpoke: (_line, { t }) => t('deskHistory.visitorSpoke'),
  resolved: (line, words) =>
    by(
      line,
      words,
      (who) => words.t('deskHistory.resolvedBy', { who }),
      () => words.t('deskHistory.resolved'),
    ),
  autoResolved: (_line, { t }) => t('deskHistory.autoResolved'),
  closed: (line, words) =>
    by(
      line,
      words,
      (who) => words.t('deskHistory.closedBy', { who }),
      () => words.t('deskHistory.closed'),
    ),
  reopened: (line, words) =>
    by(
      line,
      words,
      (who) => words.t(line.event.actor?.kind === 'VISITOR' ? 'deskHistory.reopenedByVisitor' : 'deskHistory.reopenedBy', { who }),
      () => words.t('deskHistory.reopened'),
    ),
  merged,
  identified: (_line, { t }) => t('deskHistory.identified'),
};

function valueText(t: Translate, format: Format, name: string, value: unknown): string {
  if (name === 'priority' && typeof value === 'number') return t(`deskHistory.priority_${priorityOf({ priority: value })}`);
  if (Array.isArray(value)) {
    const words = value.flatMap((each: unknown) => {
      if (typeof each === 'string') return [each];
      return typeof each === 'object' && each !== null && 'skill' in each ? [String(each.skill)] : [];
    });
    return words.length > 0 ? format.list(words) : t('deskHistory.none');
  }
  if (typeof value === 'boolean') return t(value ? 'desk.yes' : 'desk.no');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : t('deskHistory.none');
}

/** What has changed and how it is now, by the names that are known. */
function changed({ event: { actor, changes } }: HistoryLine, { t, format, who }: Words): string {
  const facts = FACTS.flatMap((name) =>
    name in changes
      ? [t('deskHistory.fact', { name: t(`deskHistory.fact_${name}`), value: valueText(t, format, name, changes[name]) })]
      : [],
  );
  const name = actor ? who(actor) : t('deskHistory.theDesk');
  return facts.length > 0
    ? t('deskHistory.changed', { who: name, facts: facts.join(t('deskHistory.factsApart')) })
    : t('deskHistory.changedIt', { who: name });
}

export function useHistoryWords(): (line: HistoryLine) => string {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const me = useMe();
  const words: Words = {
    t,
    format,
    now,
    who: ({ id, name }) => (id === me.id ? t('common.you') : name),
    whom: ({ id, name }) => (id === me.id ? t('deskHistory.you') : name),
  };
  return (line) => (TELL[line.event.kind] ?? changed)(line, words);
}
