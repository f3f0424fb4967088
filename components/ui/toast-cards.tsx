'use client';
// How toasts look and go: fetched by ToastProvider when there is one.

import { type LucideIcon, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from './icon.tsx';

const SHOWN_MS = 6_000;

export interface ToastMessage {
  readonly text: string;
  readonly icon?: LucideIcon;
  readonly action?: { readonly label: string; readonly onAction: () => void };
  /** Read out at once instead of when there is a pause. */
  readonly urgent?: boolean;
  /** It takes the place of the one about the same. */
  readonly about?: string;
  /** Until it is closed. */
  readonly stays?: boolean;
}

export interface ShownToast extends ToastMessage {
  readonly id: number;
}

interface Props {
  readonly toasts: readonly ShownToast[];
  readonly onGone: (id: number) => void;
}

export function ToastCards({ toasts, onGone }: Props) {
  const t = useT();
  return (
    <Radix.Provider label={t('common.notifications')} duration={SHOWN_MS} swipeDirection="left">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onGone={() => onGone(toast.id)} />
      ))}
      <Radix.Viewport className="fixed bottom-[calc(16px+env(safe-area-inset-bottom))] left-4 z-(--z-toast) flex w-max max-w-[calc(100vw-32px)] flex-col items-start gap-3 outline-none md:left-[calc(var(--rail-w)+16px)] max-md:bottom-[calc(65px+env(safe-area-inset-bottom))]" />
    </Radix.Provider>
  );
}

function ToastCard({ toast, onGone }: { readonly toast: ShownToast; readonly onGone: () => void }) {
  const t = useT();
  return (
    <Radix.Root
      type={toast.urgent ? 'foreground' : 'background'}
      duration={toast.stays ? Number.POSITIVE_INFINITY : undefined}
      onOpenChange={(open) => {
        if (!open) onGone();
      }}
      className="rises flex min-h-11 items-center gap-2.5 rounded-l bg-surface-inverse py-2 pr-2 pl-3.5 text-text-inverse shadow-3"
    >
      {toast.icon ? <Icon of={toast.icon} /> : null}
      <Radix.Description className="min-w-0">{toast.text}</Radix.Description>
      {toast.action ? (
        <Radix.Action
          altText={toast.action.label}
          onClick={toast.action.onAction}
          className="rounded-s px-2 py-1.5 font-name underline underline-offset-3"
        >
          {toast.action.label}
        </Radix.Action>
      ) : null}
      <Radix.Close aria-label={t('common.dismiss')} className="grid size-7 flex-none place-items-center rounded-s pointer-coarse:size-11">
        <Icon of={X} size={16} />
      </Radix.Close>
    </Radix.Root>
  );
}
