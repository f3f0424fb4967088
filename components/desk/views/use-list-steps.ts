'use client';
// Alt+Shift+J and Alt+Shift+K: the next list and the one before, in the order of the menu; Alt+Shift+L saves a new one.

import { useDepartments, useDeskMe, useDeskViews } from '../../../client/react/desk/hooks.ts';
import { useCommand } from '../../keys/use-command.ts';
import { type Chosen, choicesOf, sameList } from './lists.ts';

export function useListSteps(chosen: Chosen, onChoose: (chosen: Chosen) => void): void {
  const choices = choicesOf(useDeskMe().role, useDeskViews() ?? [], useDepartments() ?? []);
  const step = (by: 1 | -1) => () => {
    const at = choices.findIndex((each) => sameList(each, chosen));
    const next = choices[at < 0 ? 0 : at + by];
    if (next) onChoose(next);
    return true;
  };
  useCommand('deskListNext', step(1));
  useCommand('deskListBefore', step(-1));
}
