'use client';
// A text to hand over, with a button that copies it. Where the browser does not let pages copy (plain http), the text is
// selected instead and the line below says so.

import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { TextField } from '../ui/text-field.tsx';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly copyLabel: string;
  /** Where another button is the region's own. */
  readonly quiet?: boolean;
}

async function copyText(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

export function CopyLine({ label, text, copyLabel, quiet }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<'copied' | 'failed' | null>(null);
  const copy = async () => {
    input.current?.select();
    setResult((await copyText(text)) ? 'copied' : 'failed');
  };
  return (
    <div className={cx('grid gap-3', quiet && 'justify-items-start [&>:first-child]:w-full')}>
      <TextField
        ref={input}
        label={label}
        value={text}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
        hint={result === 'failed' ? t('admin.copyFailed') : undefined}
      />
      <Button kind={quiet ? 'secondary' : 'primary'} wide={!quiet} icon={result === 'copied' ? Check : Copy} onClick={() => void copy()}>
        <span aria-live="polite">{result === 'copied' ? t('admin.copied') : copyLabel}</span>
      </Button>
    </div>
  );
}
