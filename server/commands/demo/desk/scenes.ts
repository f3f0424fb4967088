// What visitors of the shop have asked Heron Bikes: one talk for each state that a ticket can have.
import { PRIORITIES } from '../../../../core/desk/priority.ts';
import type { TicketState } from '../../../../core/protocol/desk.ts';
import type { Handle } from '../cast.ts';

export type Department = 'care' | 'workshop' | 'china';
export const DEPARTMENTS = { care: 'Customer care', workshop: 'Workshop', china: '国内客服' } as const satisfies Record<Department, string>;

/** Who answers where. */
export const STAFF: readonly { readonly handle: Handle; readonly role: 'agent' | 'supervisor'; readonly in: readonly Department[] }[] = [
  { handle: 'sam', role: 'agent', in: ['care', 'workshop'] },
  { handle: 'xiaowen', role: 'agent', in: ['care', 'china'] },
  { handle: 'noor', role: 'supervisor', in: ['care', 'workshop', 'china'] },
];

export interface Guest {
  /** Who they are to the shop. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** What they looked at, first to last: address, title. */
  readonly pages: readonly (readonly [string, string])[];
}

export type SceneStep =
  | { readonly kind: 'says'; readonly by: Handle | 'guest'; readonly text: string }
  | { readonly kind: 'notes'; readonly by: Handle; readonly text: string }
  | { readonly kind: 'offer' | 'accept' | 'setPending' | 'resolve' | 'close' | 'snooze'; readonly by: Handle }
  | { readonly kind: 'transfer'; readonly by: Handle; readonly to: Department }
  | { readonly kind: 'describe'; readonly by: Handle; readonly tags: readonly string[]; readonly priority: number }
  | { readonly kind: 'rates'; readonly score: number; readonly comment: string };

export interface DeskScene {
  readonly key: string;
  readonly guest: Guest;
  readonly department: Department;
  /** When it began: working days before now, and minutes before the last step's. */
  readonly days: number;
  /** When its last step was, minutes before now on that day. */
  readonly minutesAgo: number;
  readonly steps: readonly SceneStep[];
  /** How it stands then. */
  readonly state: TicketState;
}

/** The team's replies, by what agents type. */
export const CANNED = [
  { shortcut: 'hello', title: 'Greeting', text: 'Good day {{visitor.name|there}}, this is {{agent.name}}. How can I help?' },
  { shortcut: 'key', title: 'The 5 mm key', text: 'Have you a 5 mm key at home, or shall I find you a workshop nearby?' },
  { shortcut: 'nihao', title: '问候', text: '{{visitor.name|您}}好，我是{{agent.name}}，请问有什么可以帮您？' },
  { shortcut: 'thanks', title: 'Goodbye', text: 'You are welcome. Your ticket is #{{ticket.number}}, if anything comes up again.' },
] as const;

const guest = (text: string): SceneStep => ({ kind: 'says', by: 'guest', text });
const says = (by: Handle, text: string): SceneStep => ({ kind: 'says', by, text });
const notes = (by: Handle, text: string): SceneStep => ({ kind: 'notes', by, text });
const described = (by: Handle, priority: keyof typeof PRIORITIES, ...tags: string[]): SceneStep => ({
  kind: 'describe',
  by,
  tags,
  priority: PRIORITIES[priority],
});
const taken = (by: Handle): SceneStep[] => [
  { kind: 'offer', by },
  { kind: 'accept', by },
];

const SHOP = 'https://shop.heronbikes.example';
const page = (path: string, title: string) => [`${SHOP}${path}`, title] as const;
const marta: Guest = {
  key: 'marta',
  name: 'Marta Kowalska',
  email: 'marta@example.org',
  attributes: { city: 'Gdańsk', orders: 2, plan: 'Heron Club' },
  pages: [page('/', 'Heron Bikes'), page('/h2', 'H2, folds in nine seconds'), page('/help/hinge', 'Hinge and squeaks')],
};
const lina: Guest = {
  key: 'lina',
  name: '李娜',
  email: 'lina@example.org',
  attributes: { city: '南京', orders: 1 },
  pages: [page('/zh', '白鹭单车'), page('/zh/h3', 'H3 折叠车'), page('/zh/cart', '购物车')],
};
const person = (key: string, name: string, attributes: Guest['attributes'], ...pages: Guest['pages']): Guest => ({
  key,
  name,
  email: `${key}@example.org`,
  attributes,
  pages,
});

export const DESK_SCENES: readonly DeskScene[] = [
  {
    key: 'squeak',
    guest: marta,
    department: 'care',
    days: 0,
    minutesAgo: 3,
    state: 'ACTIVE',
    steps: [
      guest('Hi! My H2 squeaks each time I go uphill. It is eight months old.'),
      ...taken('sam'),
      described('sam', 'normal', 'H2', 'hinge'),
      says(
        'sam',
        'Good afternoon Marta, that is nearly always dust in the hinge pin. Does it stop when you press the lever with your thumb?',
      ),
      guest('Yes! Then it is quiet at once.'),
      notes('sam', 'Same batch as the two of last week. @Tomasz: worth a look at the grease of week 14?'),
      says('sam', 'Then it takes a drop of oil and ten minutes. Have you a 5 mm key at home, or shall I find you a workshop nearby?'),
      guest('I have one. Is there a picture of where the pin is?'),
    ],
  },
  {
    key: 'colour',
    guest: person('owen', 'Owen Reilly', { city: 'Cork' }, page('/h3', 'H3'), page('/h3/colours', 'Colours of the H3')),
    department: 'care',
    days: 0,
    minutesAgo: 2,
    state: 'OFFERED',
    steps: [guest('Will the H3 come in the old heron grey again?'), { kind: 'offer', by: 'sam' }],
  },
  {
    key: 'invoice',
    guest: person('bea', 'Beatriz Luna', { orders: 4, company: 'Luna Couriers' }, page('/business', 'For companies')),
    department: 'care',
    days: 0,
    minutesAgo: 6,
    state: 'WAITING',
    steps: [
      guest('Hello, we need our VAT number on the invoice of order HB-20611. Can you send it again?'),
      guest('The number is in our account.'),
      described('noor', 'high', 'invoice'),
    ],
  },
  {
    key: 'stock',
    guest: lina,
    department: 'china',
    days: 0,
    minutesAgo: 4,
    state: 'WAITING',
    steps: [guest('你好，H3 墨绿色什么时候有货？'), guest('想在元旦前买到，送人的。')],
  },
  {
    key: 'brake',
    guest: person('ilse', 'Ilse Bakker', { city: 'Utrecht' }, page('/help/brakes', 'Brakes')),
    department: 'workshop',
    days: 0,
    minutesAgo: 55,
    state: 'PENDING',
    steps: [
      guest('The rear brake touches the rim since I folded it in a hurry.'),
      ...taken('sam'),
      described('sam', 'urgent', 'brake', 'safety'),
      says('sam', 'That sounds like a bent arm. Could you send a picture from behind, with the wheel in it?'),
      guest('I am at work, I take one tonight.'),
      says('sam', 'Fine, please do not ride it until then.'),
      { kind: 'setPending', by: 'sam' },
    ],
  },
  {
    key: 'part',
    guest: person('wei', '王伟', { city: '苏州', orders: 3 }, page('/zh/parts', '配件')),
    department: 'china',
    days: 1,
    minutesAgo: 120,
    state: 'SNOOZED',
    steps: [
      guest('我的车前挡泥板断了，配件单独卖吗？'),
      ...taken('xiaowen'),
      says('xiaowen', '王先生您好，有的，不过要等下周二到货。到货后我马上联系您，可以吗？'),
      guest('可以，不着急。'),
      described('xiaowen', 'low', '配件'),
      notes('xiaowen', '徐师傅说周二上午到，先留一个。'),
      { kind: 'snooze', by: 'xiaowen' },
    ],
  },
  {
    key: 'address',
    guest: person('per', 'Per Lindqvist', { city: 'Malmö', orders: 1 }, page('/orders', 'My orders')),
    department: 'care',
    days: 0,
    minutesAgo: 150,
    state: 'RESOLVED',
    steps: [
      guest('I gave the wrong house number, it is 17 and not 71.'),
      ...taken('sam'),
      says('sam', 'I have changed it before the parcel left. It arrives on Thursday.'),
      guest('That was quick. Thank you!'),
      { kind: 'resolve', by: 'sam' },
      { kind: 'rates', score: 5, comment: 'Two minutes, and a person.' },
    ],
  },
  {
    key: 'fold',
    guest: person('zhou', '周敏', { city: '杭州' }, page('/zh/help/fold', '怎么折叠')),
    department: 'china',
    days: 2,
    minutesAgo: 200,
    state: 'CLOSED',
    steps: [
      guest('折叠的时候手柄卡住了，是不是坏了？'),
      ...taken('xiaowen'),
      says('xiaowen', '您好，先把坐垫放到最低，再按红色按钮，手柄就松开了。您试一下？'),
      guest('好了！原来是坐垫太高。'),
      says('xiaowen', '太好了，祝您骑行愉快。'),
      { kind: 'close', by: 'xiaowen' },
      { kind: 'rates', score: 4, comment: '说得很清楚' },
    ],
  },
  {
    key: 'squeak-again',
    guest: marta,
    department: 'workshop',
    days: 0,
    minutesAgo: 20,
    state: 'CLOSED',
    steps: [
      guest('Is this the workshop? My H2 squeaks.'),
      { kind: 'offer', by: 'sam' },
      { kind: 'accept', by: 'sam' },
      says('sam', 'It is one of us, Marta. I take this over to our other talk, so that all of it is in one place.'),
      { kind: 'transfer', by: 'sam', to: 'care' },
    ],
  },
];
