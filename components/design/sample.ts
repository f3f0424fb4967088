// What the gallery shows: a small cast and their words, in the languages people here really mix. Sample data, not interface.

export const captions = {
  page: 'Parts',
  whole: 'The whole messenger, with its palette and keys',
  frame: 'The frame',
  buttons: 'Buttons',
  fields: 'Fields',
  choices: 'Choices',
  marks: 'Avatars, presence, badges, tags',
  floating: 'Menus, dialogs, toasts',
  rows: 'Rows of the list',
  log: 'A conversation',
  composer: 'Composer',
  device: 'This device',
  texts: 'Texts of messages',
  states: 'Empty, failed, not permitted, loading',
  panel: 'Panel',
  navigation: 'Rail and tabs',
} as const;

export const cast = {
  autumn: { id: '1201', name: 'Autumn launch 秋季上新' },
  shipping: { id: '1203', name: 'Shipping 物流群' },
  design: { id: '1207', name: 'Design review' },
  lin: { id: '1002', name: '林晓雨' },
  daniel: { id: '1003', name: 'Daniel Osei' },
  chen: { id: '1004', name: '陈立' },
  tomas: { id: '1005', name: 'Tomás Varela' },
  marta: { id: '1006', name: 'Marta Lindqvist' },
  wang: { id: '1007', name: '王思远' },
  kim: { id: '1008', name: '김도현' },
  ines: { id: '1009', name: 'Ines Moreau' },
} as const;

export const said = {
  stock: 'The stock feed drops a row when two sizes share one SKU. 改这一行就行：',
  code: 'r.size',
  catchStart: 'Good catch. ',
  catchEnd: ' can be null for gift cards, mind that.',
  called: ' the English copy is in the doc. Two lines run long on mobile, could you cut them before noon?',
  calledName: '@Ines Moreau',
  titles: '中文版我已经请晓雨过了一遍，只剩标题待定：「一窑一色」还是「秋色入窑」？',
  onIt: 'On it. Second title for me, it reads well in both.',
  draft: 'Draft of the two lines, 42 and 38 characters.',
  alt: 'And the alt texts for all nine pieces.',
  box: '收到。箱唛用第二版，英文放左边。',
  freeze: 'Perfect. Freeze at noon, then nobody touches it.',
  quantity: '好的，下午三点前给你确认数量',
  customs: '宁波港那批已经报关，预计周六到',
  look: 'can you look at the empty state once more',
  refund: '关于退款流程，我建议先看一下上周的记录',
  quote: 'Here is the quote for the linen samples',
  voice: 'Voice message, 0:18',
  site: 'https://example.com/autumn',
} as const;

export const emoji = ['👍', '✅', '👀'] as const;
export const codeSample = 'Kp4-wren-Fold-92';
