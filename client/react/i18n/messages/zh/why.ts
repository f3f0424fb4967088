import type { Area } from '../../message-types.ts';
import type { why as en } from '../en/why.ts';

export const why: Area<typeof en> = {
  ask: '{count} 条未读：查看原因',
  title: '为什么有 {count, number} 条未读',
  lead: '{name} 中计入未读的消息如下。',
  place: '{at, number} / {count, number}',
  open: '前往 {name} 的消息，{time}',
  emptyTitle: '没有未读消息',
  emptyText: '已在其他设备上读过。',
  onlyLatest: '仅列出最近 {shown, number} 条，共 {count, number} 条。',
  differs: '显示的数量是 {count, number}，刚刚已核对，会自动更正。',
};
