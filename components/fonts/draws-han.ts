// Whether this system has glyphs for Han: two characters that have nothing in common come out as the same box where not.

const SIZE = 24;
/** Common in simplified Chinese, and of very different shape. */
const SAMPLE = ['一', '国', '语'] as const;

function pixelsOf(context: CanvasRenderingContext2D, letter: string): string {
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillText(letter, 0, 0);
  return context.getImageData(0, 0, SIZE, SIZE).data.join();
}

export function drawsHan(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  // A browser that lets nobody read a canvas says nothing about its fonts: then it is left as it is.
  if (!context) return true;
  context.font = `${SIZE - 4}px sans-serif`;
  context.textBaseline = 'top';
  return new Set(SAMPLE.map((letter) => pixelsOf(context, letter))).size === SAMPLE.length;
}
