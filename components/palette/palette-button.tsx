'use client';
// The way to the palette where there is no keyboard.

import { TextSearch } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { runCommand } from '../keys/use-command.ts';
import { IconButton } from '../ui/icon-button.tsx';

export function PaletteButton() {
  const t = useT();
  return (
    <IconButton icon={TextSearch} label={t('palette.open')} onClick={() => runCommand('palette')} className="pointer-fine:md:hidden" />
  );
}
