// The frame of messages: a group holds what one sender wrote within 5 minutes, with the avatar at its TOP so that a new
// line never pushes it; a message holds one bubble, its toolbar above and its reactions and notes below.

import { Children, type FocusEvent, type PointerEvent, type ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { cx } from './cx.ts';
import { INK, tintOf } from './initials.ts';
import { Tag } from './tag.tsx';

interface GroupProps {
  readonly own?: boolean;
  readonly senderId: string;
  readonly sender: string;
  readonly senderUrl?: string | null;
  /** Beside the name: admin, bot. */
  readonly tag?: string;
  /** In a direct conversation everybody knows who it is: no avatar and no name. */
  readonly direct?: boolean;
  readonly children: ReactNode;
}

/**
 * Each of its children stands in a row of its own, and so does the name: a box around them would move whenever an earlier
 * message is put into the group.
 */
export function MessageGroup({ children, ...group }: GroupProps) {
  return Children.map(children, (child, index) => (
    <Row {...group} first={index === 0}>
      {child}
    </Row>
  ));
}

function Row({ first, children, ...group }: GroupProps & { readonly first: boolean }) {
  const { own, direct } = group;
  const named = !own && !direct;
  return (
    <>
      {first && named ? <Sender {...group} /> : null}
      <div
        className={cx(
          'flex flex-col',
          own ? 'items-end' : 'items-start',
          named && 'pl-[calc(var(--msg-avatar)+10px)] [--ring:var(--surface-0)]',
          first && !named ? 'mt-(--gap-groups)' : 'mt-(--gap-in-group)',
        )}
      >
        {children}
      </div>
    </>
  );
}

/** The name, with the avatar from its upper edge down beside what follows. */
function Sender({ senderId, sender, senderUrl, tag }: Omit<GroupProps, 'children'>) {
  return (
    <div className="relative mt-(--gap-groups) pl-[calc(var(--msg-avatar)+10px)] [--ring:var(--surface-0)]">
      <div className="absolute top-0 left-0">
        <Avatar id={senderId} name={sender} url={senderUrl} size="message" />
      </div>
      <div className={cx('flex max-w-full items-center gap-1.5 px-0.5 text-13 font-name', INK[tintOf(senderId)])}>
        <span className="truncate">{sender}</span>
        {tag ? <Tag small>{tag}</Tag> : null}
      </div>
    </div>
  );
}

interface MessageProps {
  readonly own?: boolean;
  /** MessageToolbar; shows on hover and on focus. */
  readonly tools?: ReactNode;
  readonly toolsBelow?: boolean;
  /** ReactionChips, FailedLine, ReadBy. */
  readonly below?: ReactNode;
  /** Fades in: only for one that arrives while the log stands at its end. */
  readonly arrives?: boolean;
  /** The mouse or the keyboard has come to it (its element), or has left it (null): so tools can be made when they are wanted. */
  readonly onActive?: (message: HTMLElement | null) => void;
  readonly children: ReactNode;
}

export function Message({ own, tools, toolsBelow, below, arrives, onActive, children }: MessageProps) {
  return (
    <div
      {...(onActive ? activity(onActive, Boolean(tools)) : {})}
      className={cx(
        'message relative flex max-w-[min(var(--bubble-max),84%)] flex-col max-md:max-w-[88%]',
        own ? 'items-end' : 'items-start',
        arrives && 'arrives',
      )}
    >
      {children}
      {below}
      {tools ? (
        <div className={cx('message-tools', own ? 'right-0' : 'left-[max(0px,calc(100%-250px))]')} data-below={toolsBelow || undefined}>
          {tools}
        </div>
      ) : null}
    </div>
  );
}

function activity(onActive: (message: HTMLElement | null) => void, isActive: boolean) {
  const come = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'mouse') onActive(event.currentTarget);
  };
  const leave = (message: HTMLElement) => {
    if (!message.querySelector(':focus-visible')) onActive(null);
  };
  return {
    onPointerEnter: come,
    // React misses the entering where what the mouse comes from has just been taken away.
    onPointerMove: isActive ? undefined : come,
    onPointerLeave: (event: PointerEvent<HTMLElement>) => leave(event.currentTarget),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      if (event.target.matches(':focus-visible')) onActive(event.currentTarget);
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget) && !event.currentTarget.matches(':hover')) onActive(null);
    },
  };
}
