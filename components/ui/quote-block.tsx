// The message that is answered, inside a bubble or above the composer: who and one line. It is a button where the
// original can be shown.

import { INK, tintOf } from './initials.ts';

interface Props {
  readonly senderId: string;
  readonly sender: string;
  readonly text: string;
  readonly lang?: string;
  /** Where it leads: "Go to the message of Marta". Without both it is plain. */
  readonly jumpLabel?: string;
  readonly onJump?: () => void;
}

export function QuoteBlock({ senderId, sender, text, lang, jumpLabel, onJump }: Props) {
  const tint = tintOf(senderId);
  const words = (
    <>
      <span className={`block truncate font-name ${INK[tint]}`}>{sender}</span>
      <span className="block truncate" lang={lang}>
        {text}
      </span>
    </>
  );
  const look = `mt-px mb-1.5 block w-full min-w-0 rounded-s border-l-3 border-current bg-(--well,var(--surface-2)) px-2.5 pt-[5px] pb-1.5 text-left text-13 ${INK[tint]} [&>span+span]:text-(--bubble-text,var(--text-1))`;
  return onJump ? (
    <button type="button" onClick={onJump} aria-label={jumpLabel} className={look}>
      {words}
    </button>
  ) : (
    <div className={look}>{words}</div>
  );
}
