import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillVariables, type VariableValues } from './variables.ts';

const values: VariableValues = {
  visitor: { name: 'Vera', attributes: { plan: 'gold', orders: 3, 'Kunde seit': 2019, empty: '', vip: false } },
  agent: { name: 'Ada' },
  ticket: { number: 1042 },
  department: { name: 'Sales' },
};
const fill = (template: string, visitor: Partial<VariableValues['visitor']> = {}) =>
  fillVariables(template, { ...values, visitor: { ...values.visitor, ...visitor } });

test('[desk] variables and attributes are filled in', () => {
  const template = 'Hello {{visitor.name}}, {{ agent.name }} of {{department.name}} has #{{ticket.number}}.';
  expect(fill(template)).toEqual({ text: 'Hello Vera, Ada of Sales has #1042.', unfilled: [] });
  const attributes =
    '{{visitor.attributes.plan}} {{visitor.attributes.orders}} {{visitor.attributes.Kunde seit}} {{visitor.attributes.vip}}';
  expect(fill(attributes).text).toBe('gold 3 2019 false');
});

test('[desk] a fallback stands in where there is no value, and may be empty', () => {
  expect(fill('Hello {{visitor.name|there}}', { name: null }).text).toBe('Hello there');
  expect(fill('Hello{{visitor.name|}}!', { name: '' })).toEqual({ text: 'Hello!', unfilled: [] });
  expect(fill('{{visitor.attributes.size|any size}}, {{visitor.attributes.empty|none}}').text).toBe('any size, none');
  expect(fill('Hello {{visitor.name|there}}').text).toBe('Hello Vera');
});

test('[desk] what is unknown or has no value stays as typed and is reported once', () => {
  const template = '{{visitor.nmae|there}} {{visitor.attributes.size}} {{visitor.attributes.size}} {{}} {{constructor}}';
  expect(fill(template)).toEqual({
    text: template,
    unfilled: ['{{visitor.nmae|there}}', '{{visitor.attributes.size}}', '{{constructor}}'],
  });
  expect(fill('{{visitor.attributes.__proto__}} {{visitor.attributes.toString}}').unfilled).toHaveLength(2);
});

test('[D7] what a name contains is never evaluated', () => {
  expect(fill('Hello {{visitor.name}}!', { name: '{{agent.name}} $& $1' })).toEqual({ text: 'Hello {{agent.name}} $& $1!', unfilled: [] });
  expect(fill('{{visitor.name}}agent.name}}', { name: '{{' }).text).toBe('{{agent.name}}');
});

test('[D7] every name stands in the text as it is, whatever it is', () => {
  const part = fc.oneof(
    fc.constantFrom('{{', '}}', '{', '}', '|', '$&', '$1', 'agent.name', 'visitor.name', '\\'),
    fc.string({ maxLength: 3 }),
  );
  const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, (given) => {
      fc.pre(given !== '');
      expect(fill('<{{visitor.name}}> {{agent.name}}', { name: given }).text).toBe(`<${given}> Ada`);
    }),
    { numRuns: 500 },
  );
});
