// What the scripted chat can be like as a whole.

export const SCENES = ['all', 'offline', 'connecting', 'outdated', 'loading', 'failed', 'empty'] as const;

export type Scene = (typeof SCENES)[number];
