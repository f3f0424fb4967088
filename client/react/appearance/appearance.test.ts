import { expect, test } from 'vitest';
import { appearanceAttributes, barColours, parseDensity, parseTheme } from './appearance.ts';

test('[theme] system leaves no attribute, so that the media query decides', () => {
  expect(appearanceAttributes('system', 'comfortable')).toEqual({});
  expect(appearanceAttributes('dark', 'compact')).toEqual({ 'data-theme': 'dark', 'data-density': 'compact' });
});

test('[theme] a cookie with anything else falls back', () => {
  expect(parseTheme('dark"><script>')).toBe('system');
  expect(parseTheme('light')).toBe('light');
  expect(parseDensity(undefined)).toBe('comfortable');
  expect(parseDensity('compact')).toBe('compact');
});

test('[theme] the bar of the browser follows the system, or what was chosen whatever the system says', () => {
  const [light, dark] = barColours('system').map(({ color }) => color);
  expect(light).not.toBe(dark);
  expect(barColours('dark').map(({ color }) => color)).toEqual([dark, dark]);
  expect(barColours('light').map(({ color }) => color)).toEqual([light, light]);
});
