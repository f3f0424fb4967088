// Who works at Heron Bikes (白鹭单车), which makes folding bikes: a works in Changzhou, an office, a shop and a store in Utrecht.
import type { About } from '../../features/account/index.ts';

export interface CastMember {
  readonly name: string;
  /** Offered by the sign-in page, in this order. */
  readonly about?: About;
}

/** By handle. The first of the offered owns the installation. */
export const CAST = {
  noor: { name: 'Noor Haddad', about: { en: 'Product lead, owner of this server', zh: '产品负责人，本服务器的所有者' } },
  yifan: { name: '吴一帆', about: { en: 'Head of the works in Changzhou', zh: '常州工厂厂长' } },
  sam: { name: 'Sam Okafor', about: { en: 'Customer care in Utrecht', zh: '乌得勒支客服' } },
  greta: { name: 'Greta Holm' },
  lucia: { name: 'Lucía Ortega' },
  jonas: { name: 'Jonas Weiss' },
  divya: { name: 'Divya Menon' },
  bram: { name: 'Bram de Wit' },
  tomasz: { name: 'Tomasz Zając' },
  elin: { name: 'Elin Strand' },
  xiaowen: { name: '方晓雯' },
  guoliang: { name: '徐国良' },
  zhiyuan: { name: '何志远' },
  wanqing: { name: '苏婉清' },
} as const satisfies Record<string, CastMember>;

export type Handle = keyof typeof CAST;

export const isHandle = (text: string): text is Handle => Object.hasOwn(CAST, text);
export const HANDLES: readonly Handle[] = Object.keys(CAST).filter(isHandle);
