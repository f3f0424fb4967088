import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { selectedIn } from './selected.ts';

const of = (query: string, name: string | null = null) => [...selectedIn(parse(query), name)].sort();

test('[api] what is selected of the field at the root is found, through fragments and under other names', () => {
  expect(of('subscription { desk { ticket { talk } offerEnded } }')).toEqual(['offerEnded', 'ticket']);
  expect(
    of(
      'subscription { d: desk { t: talk { head } ... on DeskFrame { agent { load } } ...Rest } } fragment Rest on DeskFrame { offerEnded }',
    ),
  ).toEqual(['agent', 'offerEnded', 'talk']);
  expect(of('subscription A { desk { agent { load } } } subscription B { desk { talk { head } } }', 'A')).toEqual(['agent']);
});

test('[api] what a directive decides counts as not selected', () => {
  expect(of('subscription($on: Boolean!) { desk { offerEnded talk @include(if: $on) { head } } }')).toEqual(['offerEnded']);
  expect(of('subscription { desk { ...Rest @skip(if: true) } } fragment Rest on DeskFrame { talk { head } }')).toEqual([]);
});
