// What the rows of the tables in events.ts carry, for the docs: no text that every page would load.
import type { EntryKind, EventKind } from './events.ts';

export const EVENT_FIELDS: Readonly<Record<EventKind, string>> = {
  message: 'text, attachments, replyToSeq, data: {mentions, mentionsAll}',
  notice: 'text',
  edit: 'targetSeq, text: the present text of the target',
  recall: 'targetSeq',
  reaction: 'targetSeq, data: {emoji, on}',
  join: 'data: {userIds, byId, readSeq?}: readSeq where they come in the place of somebody who has read so far; else what stands before is read',
  leave: 'data: {userId, byId}',
  role: 'data: {userId, role}',
  settings: 'data: {title?, ...}: what changed',
  fanOut: 'data: {fanOut}',
};

export const ENTRY_FIELDS: Readonly<Record<EntryKind, string>> = {
  events: 'conversationId, fromSeq..toSeq, events',
  joined: 'conversationId, fromSeq: the join event, data: {fanOut: READ} or none',
  left: 'conversationId, toSeq: the leave event',
  read: 'conversationId, data: {readSeq}',
  fanOut: 'conversationId, fromSeq, data: {fanOut}',
  mention: 'conversationId, fromSeq = toSeq',
  prefs: 'conversationId, data: {pinned, muted}',
};
