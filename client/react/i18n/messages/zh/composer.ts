import type { Area } from '../../message-types.ts';
import type { composer as en } from '../en/composer.ts';

export const composer: Area<typeof en> = {
  label: '消息',
  placeholder: '发消息给 {name}',
  placeholderGroup: '在 {name} 中发消息',
  send: '发送',
  sendHint: 'Enter 发送，Shift+Enter 换行',
  saveEdit: '保存修改',
  replyTo: '回复 {name}',
  replyToYou: '回复自己',
  editing: '编辑消息',
  editingRecalled: '重新编辑已撤回的消息',
  cancelReply: '取消回复',
  cancelEdit: '取消修改',
  tooLong: '超出 {over, number} 个字符',
  left: '还可输入 {count, number} 个字符',
  emoji: '表情',
  mention: '提到某人',
  attach: '附件',
  notMember: '已不在此群聊中。',
  adminsOnly: '只有管理员可以在此发言。',
  closedDirect: '对方账号已停用，会话仍可查看。',
  draftSaved: '草稿已保留',
  everyone: '所有人',
  everyoneHint: '全体成员',
};
