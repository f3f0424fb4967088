// What the scripted chat can be like as a whole.

export const SCENES = ['all', 'offline', 'away', 'connecting', 'outdated', 'loading', 'failed', 'empty'] as const;

export type Scene = (typeof SCENES)[number];
