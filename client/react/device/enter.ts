// What Enter does in the composer of this device: it sends, or it breaks the line and Ctrl or Cmd with it sends.
import { kept } from './kept.ts';

const WAYS = ['enter', 'modEnter'] as const;
export type SendKey = (typeof WAYS)[number];

export const sendKey = kept<SendKey>('parley.sendKey', 'enter', (value) => WAYS.find((way) => way === value) ?? 'enter');
