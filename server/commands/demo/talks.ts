// The talks of the demo as they stand in talk/, by the names of their files, and as scenes with people and times.
import { readdirSync, readFileSync } from 'node:fs';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Deed, Scene } from '../../features/import/index.ts';
import type { Handle } from './cast.ts';
import type { Clock } from './clock.ts';
import { parseTalk, type Talk } from './parse.ts';

const FOLDER = new URL('./talk/', import.meta.url);
const FOUNDED_BEFORE_S = 60;

export function readTalks(): Map<string, Talk> {
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  return new Map(names.map((name) => [name.slice(0, -'.txt'.length), parseTalk(readFileSync(new URL(name, FOLDER), 'utf8'))]));
}

export function sceneOf(name: string, talk: Talk, clock: Clock, idOf: (handle: Handle) => UserId): Scene {
  const [first] = talk.steps;
  return {
    key: `demo\t${name}`,
    kind: talk.title === null ? 'DIRECT' : 'GROUP',
    title: talk.title,
    founderIds: talk.founders.map(idOf),
    at: first ? clock(first.days, first.second - FOUNDED_BEFORE_S) : clock(0, 0),
    steps: talk.steps.map(({ by, days, second, deed }) => ({ by: idOf(by), at: clock(days, second), deed: deedOf(deed, idOf) })),
    unreadFrom: new Map([...talk.unreadFrom].map(([handle, step]) => [idOf(handle), step])),
  };
}

function deedOf(deed: Deed<Handle>, idOf: (handle: Handle) => UserId): Deed {
  switch (deed.kind) {
    case 'say':
      return { ...deed, mentionUserIds: deed.mentionUserIds.map(idOf) };
    case 'add':
      return { ...deed, userIds: deed.userIds.map(idOf) };
    case 'remove':
    case 'role':
      return { ...deed, userId: idOf(deed.userId) };
    default:
      return deed;
  }
}
