'use client';
// A block of code: its language and a button to copy it, then the code, which scrolls sideways and never wraps. Its colours
// come when it has been in view, with the highlighter that is loaded for the first one; they change nothing but colours.

import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from '../ui/icon.tsx';
import { useToast } from '../ui/toast.tsx';
import { CodeView } from './code-view.tsx';
import { Scroller } from './scroller.tsx';
import type { Block } from './tree.ts';
import { useColours } from './use-colours.ts';

type Code = Extract<Block, { type: 'code' }>;

export function CodeBlock({ block }: { readonly block: Code }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const name = block.lang === '' ? t('text.code') : block.lang;
  const colours = useColours(box, block);
  return (
    <div ref={box} className="text-block text-code" dir="ltr">
      <div className="text-code-head">
        <span className="truncate">{name}</span>
        <CopyButton text={block.text} />
      </div>
      <Scroller label={name} className="text-code-lines">
        <pre>
          <code>{colours ? <CodeView nodes={colours} /> : block.text}</code>
        </pre>
      </Scroller>
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const t = useT();
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: t('text.copied') });
    } catch {
      toast({ text: t('message.copyFailed'), urgent: true });
    }
  };
  return (
    <button type="button" onClick={() => void copy()} aria-label={t('text.copyCode')} className="text-code-copy">
      <Icon of={Copy} size={14} />
      {t('text.copy')}
    </button>
  );
}
