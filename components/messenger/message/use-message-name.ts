'use client';
// What a screen reader calls a message: its sender, time and state, then what it says.

import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { SendState } from '../../ui/send-state.tsx';
import { useName } from '../titles.ts';

/** A longer text is cut: who wants it all reads on in it. */
const MOST = 500;

export function useMessageName(event: WireEvent, state: SendState | undefined): string {
  const t = useT();
  const format = useFormat();
  const name = useName(event.senderId);
  const time = format.time(Date.parse(event.createdAt));
  const text = (event.text ?? '').slice(0, MOST);
  const edited = event.editedAt === null ? null : t('message.edited');
  const sent = state ? t(`message.${state}`) : null;
  const both = edited !== null && sent !== null ? t('voice.both', { first: edited, second: sent }) : (edited ?? sent);
  return both === null ? t('voice.item', { name, time, text }) : t('voice.itemState', { name, time, state: both, text });
}
