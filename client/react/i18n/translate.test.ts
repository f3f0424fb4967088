import { expect, test } from 'vitest';
import { translator } from './translate.ts';

test('[i18n] plurals follow the language', () => {
  const [t, z] = [translator('en'), translator('zh')];
  expect([0, 1, 12_345].map((count) => t('conversation.members', { count }))).toEqual(['0 members', '1 member', '12,345 members']);
  expect(z('conversation.members', { count: 12_345 })).toBe('12,345 名成员');
  expect(t('people.resultCount', { count: 0 })).toBe('No one found');
});

test('[i18n] what a person wrote is text, never syntax', () => {
  expect(translator('en')('people.nobody', { query: "{x} <b> '# " })).toBe("Nobody found for “{x} <b> '# ”");
});

test('[i18n] a language gives one function, so that it may stand in dependency lists', () => {
  expect(translator('en')).toBe(translator('en'));
  expect(translator('en')).not.toBe(translator('zh'));
});

test('[i18n] a wrong key, a missing and a spare argument do not compile', () => {
  const t = translator('en');
  const wrong = () => {
    // @ts-expect-error no such key
    t('common.nothing');
    // @ts-expect-error the argument is missing
    t('conversation.typingOne');
    // @ts-expect-error another name than in the text
    t('conversation.typingOne', { who: 'x' });
    // @ts-expect-error the text takes none
    t('common.save', { name: 'x' });
  };
  expect(wrong).toThrow('no message common.nothing');
});
