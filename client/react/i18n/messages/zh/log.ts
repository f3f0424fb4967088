import type { Area } from '../../message-types.ts';
import type { log as en } from '../en/log.ts';

export const log: Area<typeof en> = {
  filling: '正在加载中间的消息',
  back: '返回',
  editAgainLeft: '重新编辑 {left}',
  details: '表情回应',
  detailsOwn: '谁已读',
  detailsTitle: '消息详情',
  nobodyReacted: '还没有人回应。',
  readTitle: '已读',
  unreadTitle: '未读',
  nobodyRead: '还没有人读过。',
  manyMembers: '成员超过 {max, number} 人的群不显示已读名单。',
  someOthers: '{count, plural, other {其他 # 人}}',
  you: '我',
  reactedBy: '{names}回应了 {emoji}',
  searchMembers: '搜索成员',
  nobodyFound: '没有名为“{query}”的成员。',
  showAll: '查看全部 {count, number} 人',
  showFewer: '收起',
  loadingMembers: '正在加载更多成员',
  membersFailed: '成员列表没有加载成功。',
  onlyAdmins: '只有管理员可以添加、改名和移出成员。',
};
