import type { Area } from '../../message-types.ts';
import type { demo as en } from '../en/demo.ts';

export const demo: Area<typeof en> = {
  title: '体验 Parley',
  lead: '这是演示环境，选择一个身份即可进入，无需密码。',
  accounts: '演示账号',
  unread: '{count, plural, =0 {全部已读} other {# 条未读}}',
  enter: '以 {name} 的身份进入',
  open: '打开此页面的人都能看到其中的全部内容，请勿填写私密信息。',
  own: '使用自己的账号',
  back: '返回演示',
  gone: '此账号已不再提供，请选择其他账号。',
};
