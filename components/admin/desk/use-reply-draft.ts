'use client';
// A canned reply while it is written, what is wrong with it, and its saving.

import { useState } from 'react';
import { type ReplyDraft, useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireCannedReply } from '../../../core/protocol/wire-setup.ts';
import { useCall } from '../../settings/use-call.ts';

const EMPTY: ReplyDraft = { shortcut: '', title: '', text: '', departmentId: null };
const isShortcut = (typed: string) => /^[\p{L}\p{N}_-]+$/u.test(typed);

export type ReplyDrafting = ReturnType<typeof useReplyDraft>;

/** `reply` null: a new one; `leads`: whether they change the team's. */
export function useReplyDraft(reply: WireCannedReply | null, leads: boolean, onSaved: (reply: WireCannedReply) => void) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [team, setTeam] = useState(reply?.team ?? leads);
  const [draft, setDraft] = useState<ReplyDraft>(reply ?? EMPTY);
  const [tried, setTried] = useState(false);
  const taken = call.error?.details.field === 'shortcut';
  const faults = {
    shortcut: isShortcut(draft.shortcut) ? undefined : t('setup.shortcutBad'),
    title: draft.title.trim() === '' ? t('setup.titleMissing') : undefined,
    text: draft.text.trim() === '' ? t('setup.textMissing') : undefined,
  };
  const shown = tried ? faults : { shortcut: undefined, title: undefined, text: undefined };
  return {
    draft,
    team,
    setTeam,
    busy: call.busy,
    refused: taken ? null : call.refused,
    /** Of each field, once saving was tried. */
    shown: { ...shown, shortcut: taken ? t('setup.shortcutTaken') : shown.shortcut },
    put(what: Partial<ReplyDraft>) {
      call.clear();
      setDraft({ ...draft, ...what });
    },
    async save() {
      setTried(true);
      if (faults.shortcut || faults.title || faults.text) return;
      const { shortcut, title, text } = draft;
      const given = { shortcut, title, text, departmentId: team ? draft.departmentId : null };
      await call.run(async () => onSaved(await (reply ? setup.updateReply(reply.id, given) : setup.createReply(given, team))));
    },
  };
}
