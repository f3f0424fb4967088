import type { Area } from '../../message-types.ts';
import type { voice as en } from '../en/voice.ts';

export const voice: Area<typeof en> = {
  item: '{name}，{time}。{text}',
  itemState: '{name}，{time}，{state}。{text}',
  both: '{first}，{second}',
  many: '{count, plural, other {# 条新消息}}',
};
