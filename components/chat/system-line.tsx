'use client';
// What happened to the conversation, in a quiet line.

import { useNames } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { Role } from '../../core/protocol/events.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { SystemLine } from '../ui/log-marks.tsx';

interface Props {
  readonly event: WireEvent;
  readonly direct: boolean;
  readonly title: string;
}

/** Names that are written out; the others are counted. */
const SHOWN = 5;
const ROLE_TEXT = { OWNER: 'group.owner', ADMIN: 'group.admin', MEMBER: 'group.member' } as const satisfies Record<Role, string>;

const idsOf = (event: WireEvent): readonly UserId[] => {
  const { userIds, userId } = event.data ?? {};
  if (Array.isArray(userIds)) return userIds;
  return typeof userId === 'string' ? [userId as UserId] : [];
};

export function SystemEvent({ event, direct, title }: Props) {
  const t = useT();
  const format = useFormat();
  const actor = useNames(event.senderId === null ? [] : [event.senderId]);
  const ids = idsOf(event);
  const names = useNames(ids.slice(0, SHOWN)).split('\n').filter(Boolean);
  const all = format.list(ids.length > SHOWN ? [...names, t('conversation.sysOthers', { count: ids.length - SHOWN })] : names);
  const text = () => {
    switch (event.kind) {
      case 'join':
        if (event.seq === 1)
          return direct
            ? t('conversation.sysDirect')
            : actor === ''
              ? t('conversation.sysJoined', { names: all })
              : t('conversation.sysCreated', { actor, title });
        return event.senderId === null || event.senderId === ids[0]
          ? t('conversation.sysJoined', { names: all })
          : t('conversation.sysAdded', { actor, names: all });
      case 'leave':
        return event.data?.byId === event.data?.userId
          ? t('conversation.sysLeft', { name: all })
          : t('conversation.sysRemoved', { actor, name: all });
      case 'role':
        return t('conversation.sysRole', { actor, name: all, role: t(ROLE_TEXT[(event.data?.role ?? 'MEMBER') as Role]) });
      case 'settings':
        return typeof event.data?.title === 'string' ? t('conversation.sysTitle', { actor, title: event.data.title }) : null;
      case 'notice':
        return event.text;
      default:
        return null;
    }
  };
  const shown = text();
  return shown === null ? null : <SystemLine>{shown}</SystemLine>;
}
