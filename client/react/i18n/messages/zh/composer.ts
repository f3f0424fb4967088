import type { Area } from '../../message-types.ts';
import type { composer as en } from '../en/composer.ts';

export const composer: Area<typeof en> = {
  label: '消息',
  placeholder: '发消息给 {name}',
  placeholderGroup: '在 {name} 中发消息',
  send: '发送',
  saveEdit: '保存修改',
  replyTo: '回复 {name}',
  replyToYou: '回复自己',
  editing: '编辑消息',
  cancelReply: '取消回复',
  cancelEdit: '取消修改',
  tooLongHow: '超出 {over, number} 个字符，请缩短或分条发送。',
  tooLongTold: '文字过长，请缩短或分条发送。',
  badSign: '含有无法发送的字符，请删除刚粘贴的内容。',
  editOffline: '已离线，修改会留在这里，联网后再保存。',
  left: '还可输入 {count, number} 个字符',
  emoji: '表情',
  mention: '提到某人',
  adminsOnly: '只有管理员可以在此发言。',
  everyone: '所有人',
  everyoneHint: '全体成员',
};
