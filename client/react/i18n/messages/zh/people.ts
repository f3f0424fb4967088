import type { Area } from '../../message-types.ts';
import type { people as en } from '../en/people.ts';

export const people: Area<typeof en> = {
  find: '找人',
  findPlaceholder: '姓名或用户名',
  results: '找到的人',
  resultCount: '找到 {count, number} 人',
  nobody: '没有找到“{query}”',
  typeMore: '请输入姓名或用户名。',
  message: '发消息',
  newChatTitle: '新会话',
  newChatLead: '选择聊天对象。',
  panelTitle: '个人信息',
  handle: '@{handle}',
  bot: '机器人',
  yourself: '这是您自己。',
};
