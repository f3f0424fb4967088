'use client';
// Beside the text: how much of it is left or why it cannot be sent, and the button that sends.

import type { LucideIcon } from 'lucide-react';
import type { PointerEvent } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { textFault } from '../../../core/protocol/text.ts';
import { Icon } from '../../ui/icon.tsx';

/** From here on the characters that are left are shown. */
const NEAR = 500;
/** They are told aloud in steps of so many, not at each key. */
const STEP = 100;

function useReason(text: string, cutOff: boolean): { readonly shown: string; readonly told: string; readonly isFault: boolean } | null {
  const t = useT();
  const fault = textFault(text);
  const left = LIMITS.textUnits - text.length;
  if (fault === 'too_long') {
    const shown = t('composer.tooLongHow', { over: -left });
    return { shown, told: t('composer.tooLongTold'), isFault: true };
  }
  if (fault === 'nul' || fault === 'lone_surrogate') {
    const shown = t('composer.badSign');
    return { shown, told: shown, isFault: true };
  }
  if (cutOff) return { shown: t('composer.editOffline'), told: t('composer.editOffline'), isFault: false };
  if (left >= NEAR) return null;
  return { shown: t('composer.left', { count: left }), told: t('composer.left', { count: Math.ceil(left / STEP) * STEP }), isFault: false };
}

interface ReasonProps {
  readonly id: string;
  readonly text: string;
  /** It is a change, and there is no server to make it. */
  readonly cutOff: boolean;
}

export function Reason({ id, text, cutOff }: ReasonProps) {
  const reason = useReason(text, cutOff);
  return (
    <>
      {reason ? (
        <span
          id={id}
          className={`mr-1 ml-auto min-w-0 self-center text-12 tabular-nums max-md:order-first max-md:basis-full max-md:px-3 max-md:pb-1.5 ${reason.isFault ? 'text-danger-text' : 'text-text-3'}`}
        >
          {reason.shown}
        </span>
      ) : null}
      <span role="status" className="sr-only">
        {reason?.told}
      </span>
    </>
  );
}

interface SendProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly disabled: boolean;
  /** The id of the words that say why it is disabled. */
  readonly reasonId: string;
  /** An input method composes: the press must take the focus away, which ends that. */
  readonly composing: () => boolean;
  readonly onClick: () => void;
}

export function SendButton({ label, icon, disabled, reasonId, composing, onClick }: SendProps) {
  // The text keeps the focus, so that a keyboard on the screen stays.
  const onPointerDown = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse' || !composing()) event.preventDefault();
  };
  return (
    <button
      type="button"
      aria-label={label}
      aria-describedby={reasonId}
      title={label}
      disabled={disabled}
      onPointerDown={onPointerDown}
      onClick={onClick}
      className="ml-auto grid size-[34px] flex-none place-items-center rounded-full bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-active disabled:bg-surface-2 disabled:text-text-disabled max-md:size-11"
    >
      <Icon of={icon} size={20} />
    </button>
  );
}
