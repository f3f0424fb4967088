'use client';
// What happened to the conversation, in a quiet line.

import { useMe, useNames } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { ROLES, type Role } from '../../../core/protocol/events.ts';
import { parseId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { plainText } from '../../text/plain-text.ts';
import { SystemLine } from '../../ui/log-marks.tsx';

interface Props {
  readonly event: WireEvent;
  readonly direct: boolean;
  /** Of a ticket. */
  readonly support?: boolean;
  readonly title: string;
}

/** Names that are written out; the others are counted. */
const SHOWN = 5;
const ROLE_TEXT = { OWNER: 'group.owner', ADMIN: 'group.admin', MEMBER: 'group.member' } as const satisfies Record<Role, string>;

function idsOf({ data }: WireEvent): readonly UserId[] {
  const ids: readonly unknown[] = Array.isArray(data?.userIds) ? data.userIds : [data?.userId];
  return ids.map((id) => (typeof id === 'string' ? parseId<UserId>(id) : null)).filter((id) => id !== null);
}

function roleOf({ data }: WireEvent): Role {
  return ROLES.find((role) => role === data?.role) ?? 'MEMBER';
}

/** Words into another ticket, which is over, go on in this one; its text is the other's number. */
const isLink = ({ data }: WireEvent): boolean => typeof data?.linked === 'object' && data.linked !== null;

export function SystemEvent(props: Props) {
  const text = useText(props);
  return text === null ? null : <SystemLine seq={props.event.seq}>{text}</SystemLine>;
}

function useText({ event, direct, support, title }: Props): string | null {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const sender = useNames(event.senderId === null ? [] : [event.senderId]);
  const actor = event.senderId === me.id ? t('common.you') : sender;
  const ids = idsOf(event);
  const names = useNames(ids.slice(0, SHOWN)).split('\n').filter(Boolean);
  const all = format.list(ids.length > SHOWN ? [...names, t('conversation.sysOthers', { count: ids.length - SHOWN })] : names);
  const joined = () => {
    const alone = event.senderId === null || event.senderId === ids[0];
    if (event.seq > 1) return alone ? t('conversation.sysJoined', { names: all }) : t('conversation.sysAdded', { actor, names: all });
    if (direct) return t('conversation.sysDirect');
    return actor === '' ? t('conversation.sysJoined', { names: all }) : t('conversation.sysCreated', { actor, title });
  };
  // Who has come to a ticket is said over it.
  if (support && (event.kind === 'join' || event.kind === 'leave')) return null;
  switch (event.kind) {
    case 'join':
      return joined();
    case 'leave':
      return event.data?.byId === event.data?.userId
        ? t('conversation.sysLeft', { name: all })
        : t('conversation.sysRemoved', { actor, name: all });
    case 'role':
      return t('conversation.sysRole', { actor, name: all, role: t(ROLE_TEXT[roleOf(event)]) });
    case 'settings':
      return typeof event.data?.title === 'string' ? t('conversation.sysTitle', { actor, title: event.data.title }) : null;
    case 'notice':
      if (isLink(event)) return t('conversation.sysLinked', { number: event.text ?? '' });
      return event.text === null ? null : plainText(event.text);
    default:
      return null;
  }
}
