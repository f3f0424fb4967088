// The two outboxes of the write path's model: items in the order of their writing, each with its number in the present lane.
import type { Outcome } from '../../core/timeline/command.ts';
import { finalOf } from './write-rules.ts';
import type { Request } from './write-store.ts';

export interface Item {
  readonly number: number;
  /** It has left in this lane. */
  readonly sent: boolean;
  readonly tries: number;
  /** `finalOf` */
  readonly answer: string | null;
}

export interface Person {
  readonly lane: number;
  readonly items: readonly Item[];
}

export const NO_ITEMS: readonly Request[] = [];

export function personOf(items: number): Person {
  return { lane: 1, items: Array.from({ length: items }, (_, index) => ({ number: index + 1, sent: false, tries: 0, answer: null })) };
}

const change = ({ lane, items }: Person, index: number, of: Partial<Item>): Person => ({
  lane,
  items: items.map((item, at) => (at === index ? { ...item, ...of } : item)),
});

export function sent(person: Person, index: number): Person {
  return change(person, index, { sent: true, tries: (person.items[index]?.tries ?? 0) + 1 });
}

/** Another lane: what has no answer is numbered from 1 again. */
export function reopened({ lane, items }: Person): Person {
  let number = 0;
  const renumbered = items.map((item) => {
    if (item.answer !== null) return item;
    number += 1;
    return { ...item, number, sent: false };
  });
  return { lane: lane + 1, items: renumbered };
}

/** Out of order: it goes again when its turn comes; where the expected one is not in the outbox any more, by a new lane. */
function hear(person: Person, { item, lane, number }: Extract<Request, { kind: 'send' }>, outcome: Outcome): Person {
  const final = finalOf(outcome);
  if (final !== null) return change(person, item - 1, { answer: final });
  if (lane !== person.lane || person.items[item - 1]?.number !== number || outcome.kind !== 'refused') return person;
  const { expected } = outcome.refusal.details ?? {};
  return person.items.some((one) => one.answer === null && one.number === expected) ? person : reopened(person);
}

export function answered(
  people: readonly Person[],
  outcomes: readonly { readonly request: Request; readonly outcome: Outcome | undefined }[],
): readonly Person[] {
  let now = people;
  for (const { request, outcome } of outcomes) {
    if (request.kind !== 'send' || !outcome) continue;
    const person = now[request.user];
    if (person) now = now.with(request.user, hear(person, request, outcome));
  }
  return now;
}
