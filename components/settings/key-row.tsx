'use client';
// One command with its key, and how to change it.

import { type ReactNode, useRef } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { Translate } from '../../client/react/i18n/translate.ts';
import { type Chord, capsOf } from '../keys/chord.ts';
import { COMMANDS, type CommandId, commandOf, labelOf } from '../keys/commands.ts';
import { KeyCaps } from '../keys/key-caps.tsx';
import { chordFor, swapped } from '../keys/keymap.ts';
import { setKeymap, useKeymap } from '../keys/keymap-store.ts';
import { useMac } from '../keys/platform.ts';
import { useChord } from '../keys/use-chord.ts';
import { Button } from '../ui/button.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { type Recording, useRecorder } from './use-recorder.ts';

interface Props {
  readonly id: CommandId;
  /** What has become of a key, for those who cannot see it. */
  readonly onSay: (text: string) => void;
}

function useChordText(): (chord: Chord) => string {
  const mac = useMac();
  return (chord) => capsOf(chord, mac).join(mac ? '' : '+');
}

export function KeyRow({ id, onSay }: Props) {
  const t = useT();
  const keymap = useKeymap();
  const textOf = useChordText();
  const change = useRef<HTMLButtonElement>(null);
  const label = t(labelOf(id));
  const chord = useChord(id);
  const recorder = useRecorder(id, (next) => {
    const now = chordFor(next, id);
    onSay(now === null ? t('keySettings.removed', { command: label }) : t('keySettings.changed', { command: label, chord: textOf(now) }));
    change.current?.focus();
  });
  const { recording } = recorder;
  const listening = recording.state === 'listening';
  return (
    <li className="border-b border-line py-1.5">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-40 flex-1 @max-md:basis-full">{label}</span>
        <span className="flex flex-none items-center gap-3 @max-md:w-full">
          {listening ? null : <Caps chord={chord} />}
          <span className="ml-auto flex min-w-32 flex-none items-center justify-end gap-3">
            {commandOf(id).fixed ? <span className="text-12 text-text-3">{t('keySettings.fixed')}</span> : null}
            {commandOf(id).fixed || listening || keymap.changed[id] === undefined ? null : (
              <TextButton
                aria-label={t('keySettings.resetOf', { command: label })}
                onClick={() => setKeymap(swapped(keymap, id, COMMANDS[id].chord))}
              >
                {t('keySettings.reset')}
              </TextButton>
            )}
            {commandOf(id).fixed ? null : (
              <Button
                ref={change}
                size="small"
                aria-label={listening ? t('keySettings.press') : t('keySettings.changeOf', { command: label })}
                onClick={recorder.start}
                onKeyDown={recorder.onKeyDown}
                onBlur={() => (listening ? recorder.stop() : undefined)}
              >
                {listening ? t('keySettings.press') : t('keySettings.change')}
              </Button>
            )}
          </span>
        </span>
      </div>
      <Below recording={recording} textOf={textOf} onSwap={recorder.swap} onKeep={recorder.stop} />
    </li>
  );
}

function Caps({ chord }: { readonly chord: Chord | null }) {
  const t = useT();
  return chord === null ? <span className="text-13 text-text-3">{t('keys.none')}</span> : <KeyCaps chord={chord} />;
}

interface BelowProps {
  readonly recording: Recording;
  readonly textOf: (chord: Chord) => string;
  readonly onSwap: () => void;
  readonly onKeep: () => void;
}

function lineOf(recording: Recording, t: Translate, textOf: (chord: Chord) => string): ReactNode {
  if (recording.state === 'idle') return null;
  if (recording.state === 'taken') return t('keySettings.taken', { chord: textOf(recording.chord), command: t(labelOf(recording.holder)) });
  if (!recording.refused) return t('keySettings.pressHint');
  const chord = textOf(recording.refused.chord);
  return recording.refused.why === 'text' ? t('keySettings.refusedText', { chord }) : t('keySettings.refusedBrowser', { chord });
}

function Below({ recording, textOf, onSwap, onKeep }: BelowProps) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <p role="status" className="text-13 text-text-2 not-empty:pt-1">
        {lineOf(recording, t, textOf)}
      </p>
      {recording.state === 'taken' ? (
        <span className="flex gap-2 pb-1">
          <Button size="small" onClick={onKeep}>
            {t('keySettings.keep')}
          </Button>
          <Button size="small" kind="primary" autoFocus onClick={onSwap}>
            {t('keySettings.swap')}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
