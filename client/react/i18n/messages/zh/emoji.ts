import type { Area } from '../../message-types.ts';
import type { emoji as english } from '../en/emoji.ts';

export const emoji: Area<typeof english> = {
  title: '表情',
  search: '搜索表情',
  groups: '表情分类',
  found: '搜索结果',
  nothing: '没有叫这个名字的表情，换个词试试。',
  recent: '最近使用',
  smileys: '笑脸',
  people: '人物与手势',
  nature: '动物与自然',
  food: '食物与饮料',
  travel: '旅行与地点',
  activities: '活动',
  objects: '物品',
  symbols: '符号',
  flags: '旗帜',
  tone: '肤色',
  toneNone: '默认',
  toneLight: '浅色',
  toneMediumLight: '偏浅',
  toneMedium: '中等',
  toneMediumDark: '偏深',
  toneDark: '深色',
};
