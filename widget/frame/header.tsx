// The spine, lying: whom one talks to, and the ways out.
import { type ReactNode, useEffect, useRef } from 'react';
import type { WireUser } from '../../core/protocol/wire.ts';
import { Avatar } from './avatar.tsx';
import { useCell, useFrame } from './context.tsx';
import { IconButton } from './icons.tsx';

interface Props {
  readonly title: string;
  readonly sub: ReactNode;
  readonly agent?: WireUser | null;
  readonly onBack?: (() => void) | undefined;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function Header({ title, sub, agent, onBack, onClose, children }: Props) {
  const { desk, t } = useFrame();
  const { on } = useCell(desk.shown);
  const head = useRef<HTMLHeadingElement>(null);
  // Whoever comes to another screen begins at its head, unless something in it has asked for the focus.
  useEffect(() => {
    if (on && document.activeElement === document.body) head.current?.focus();
  }, [on]);
  return (
    <header>
      {onBack ? <IconButton name="back" label={t('frame.back')} onClick={onBack} /> : null}
      {agent ? <Avatar id={agent.id} name={agent.name} url={agent.avatarUrl} size={40} /> : null}
      <div className="names">
        <h1 ref={head} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        {sub === null || sub === '' ? null : (
          <p>
            <bdi>{sub}</bdi>
          </p>
        )}
      </div>
      {children}
      <IconButton name="close" label={t('frame.close')} onClick={onClose} />
    </header>
  );
}
