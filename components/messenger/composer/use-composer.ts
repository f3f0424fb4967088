'use client';
// The text of a composer as it stands, what is offered to complete it, and what becomes of it.

import { type RefObject, useEffect, useRef, useState } from 'react';
import { type ConversationView, type Mode, useChat, WRITE } from '../../../client/react/chat/hooks.ts';
import { textFault } from '../../../core/protocol/text.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Emoji } from '../../emoji/emoji-data.ts';
import { rememberEmoji, tone } from '../../emoji/habits.ts';
import { withTone } from '../../emoji/skin-tone.ts';
import { moveFocus } from '../../ui/return-focus.ts';
import { insertText } from './insert-text.ts';
import { calledIn } from './mention-query.ts';
import { type Mark, markSelection } from './text-marks.ts';
import { useDraft } from './use-draft.ts';
import { useEmojiCompletion } from './use-emoji-completion.ts';
import { type Choice, useMentionPicker } from './use-mention-picker.ts';
import type { Work } from './use-work.ts';

export interface ComposerProps {
  readonly conversation: ConversationView;
  readonly title: string;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly work: Work;
  readonly onWork: (change: Partial<Work>) => void;
  /** Up in an empty composer: the last message of mine. */
  readonly onEditLast: () => void;
  /** Saves a change; false: it was refused, and the text stays. */
  readonly onSave: (seq: number, text: string) => Promise<boolean>;
  /** Who may be called, where it is not the members. */
  readonly callable?: readonly WireUser[];
}

/** The text, of the draft or of the message that is changed, and its cursor. */
function useText({ conversation, mode, onMode }: ComposerProps) {
  const [draft, setDraft] = useDraft(conversation);
  const [cursor, setCursor] = useState(draft.length);
  const text = mode.kind === 'edit' ? mode.text : draft;
  const setText = (next: string, at: number) => {
    setCursor(at);
    if (mode.kind === 'edit') onMode({ ...mode, text: next });
    else setDraft(next);
  };
  return { text, cursor, setCursor, setText, setDraft };
}

/** Where there is a keyboard the text gets the focus back; on touch that would raise the one on the screen. */
function refocus(area: HTMLTextAreaElement | null): void {
  if (area && window.matchMedia('(pointer: fine)').matches) moveFocus(area);
}

/** What buttons and keys do to the text at its selection. */
function editsOf(area: RefObject<HTMLTextAreaElement | null>, text: string) {
  return {
    insert(piece: string) {
      const { current } = area;
      if (!current) return;
      insertText(current, piece, current.selectionStart, current.selectionEnd);
      refocus(current);
    },
    /** An `@` that asks: one that stands behind a letter is part of an address. */
    callSomebody() {
      const { current } = area;
      if (!current) return;
      const { selectionStart, selectionEnd } = current;
      insertText(current, /\w$/.test(text.slice(0, selectionStart)) ? ' @' : '@', selectionStart, selectionEnd);
    },
    mark(sign: Mark) {
      const { current } = area;
      if (!current) return;
      const change = markSelection(text, current.selectionStart, current.selectionEnd, sign);
      insertText(current, change.piece, change.from, change.to);
      current.setSelectionRange(...change.select);
    },
  };
}

/** Saves the change of a message. */
function useSaving(text: string, { area, onSave, leave }: Pick<ComposerProps, 'area' | 'onSave'> & { readonly leave: () => void }) {
  const [busy, setBusy] = useState(false);
  const written = useRef(text);
  useEffect(() => {
    written.current = text;
  }, [text]);
  const save = async (seq: number) => {
    setBusy(true);
    const saved = await onSave(seq, text);
    setBusy(false);
    // What was written while the answer was on its way has not been saved: it stays.
    if (saved && written.current === text) leave();
    refocus(area.current);
  };
  return { busy, save };
}

export function useComposer(props: ComposerProps) {
  const { conversation, mode, onMode, area, work, onWork, onSave, callable } = props;
  const chat = useChat();
  const { text, cursor, setCursor, setText, setDraft } = useText(props);
  const leave = () => onMode(WRITE);
  const { busy, save } = useSaving(text, { area, onSave, leave });
  const people = useMentionPicker(conversation, text, cursor, callable);
  const emoji = useEmojiCompletion(text, cursor);
  const { called } = work;
  const put = (piece: string, from: number, to: number) => {
    if (area.current) insertText(area.current, piece, from, to);
  };
  return {
    text,
    cursor,
    put,
    people,
    emoji,
    busy,
    setText,
    onSelect: setCursor,
    leave() {
      leave();
      refocus(area.current);
    },
    ...editsOf(area, text),
    onPerson(choice: Choice) {
      put(`@${choice.name} `, people.from, cursor);
      if (choice.id !== null) onWork({ called: [...called, { id: choice.id, name: choice.name }] });
    },
    onEmoji(choice: Emoji) {
      const chosen = choice.hasTones ? withTone(choice.emoji, tone.get()) : choice.emoji;
      put(chosen, emoji.from, cursor);
      rememberEmoji(chosen);
    },
    submit() {
      if (textFault(text) || busy) return;
      if (mode.kind === 'edit') {
        void save(mode.seq);
        return;
      }
      const replyToSeq = mode.kind === 'reply' ? mode.seq : null;
      chat.send(conversation.id, { text, replyToSeq, ...calledIn(text, called, people.members) });
      setDraft('');
      onWork({ called: [] });
      leave();
      refocus(area.current);
    },
  };
}

export type ComposerState = ReturnType<typeof useComposer>;
