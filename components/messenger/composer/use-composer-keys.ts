'use client';
// What a key does in the text area of a composer.

import type { KeyboardEvent } from 'react';
import { sendKey } from '../../../client/react/device/enter.ts';
import { isMac } from '../../keys/platform.ts';
import { isComposing } from '../../ui/composing.ts';
import { offerKey } from './completion-options.tsx';
import { stepOf } from './composer-keys.ts';
import type { ComposerProps, ComposerState } from './use-composer.ts';

const isTouch = () => window.matchMedia('(pointer: coarse)').matches;

export function useComposerKeys(
  { mode, onEditLast }: Pick<ComposerProps, 'mode' | 'onEditLast'>,
  composer: ComposerState,
  cutOff: boolean,
) {
  return (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || offerKey(event, composer.people, composer.emoji, composer)) return;
    const place = { sendKey: sendKey.get(), isTouch: isTouch(), isMac: isMac(), isEmpty: composer.text === '', mode: mode.kind };
    const step = stepOf(event.nativeEvent, place);
    if (!step) return;
    event.preventDefault();
    if (step.do === 'mark') composer.mark(step.mark);
    else if (step.do === 'send') {
      if (!cutOff) composer.submit();
    } else if (step.do === 'leave') composer.leave();
    else onEditLast();
  };
}
