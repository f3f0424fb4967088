// The answer that nobody writes: who begins a talk while the department is closed reads its words for that, in the same batch as
// their own, so that neither stands without the other and it stands once.

import type { PlannedEvent } from '../../../core/conversation/state.ts';
import { isOpen, opensAt } from '../../../core/desk/hours.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import { loadAway } from './store-away.ts';

interface Opening {
  readonly departmentId: DepartmentId;
  readonly visitorId: UserId;
  /** What the visitor says. */
  readonly text: string;
  /** ms of the wall clock. */
  readonly at: number;
}

const HAN = /\p{Script=Han}/u;

/** Null: it is open, or has nothing to say. In the language of the site, else in that of the visitor's words. */
export async function awayNotice(pool: Pool, { departmentId, visitorId, text, at }: Opening): Promise<PlannedEvent | null> {
  const found = await loadAway(pool, departmentId, visitorId);
  if (!found?.hours || isOpen(found.hours, at)) return null;
  const { away, hours, language } = found;
  const words = away[language === 'auto' ? (HAN.test(text) ? 'zh' : 'en') : language] || away.en || away.zh;
  if (words.trim() === '') return null;
  const opens = opensAt(hours, at);
  const data = { kind: 'away', opensAt: opens === null ? null : new Date(opens).toISOString(), timeZone: hours.timeZone };
  return { kind: 'notice', senderId: null, text: words, data };
}
