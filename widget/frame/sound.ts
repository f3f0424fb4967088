// One soft tick for an answer that nobody sees, made here: a file would weigh more. Off until it is asked for.

let context: AudioContext | null = null;

/** Browsers let a page make sounds after it was touched; before that it is silent. */
export function tick(): void {
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.setValueAtTime(880, currentTime);
  tone.frequency.exponentialRampToValueAtTime(660, currentTime + 0.12);
  volume.gain.setValueAtTime(0.08, currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, currentTime + 0.25);
  tone.connect(volume).connect(destination);
  tone.start(currentTime);
  tone.stop(currentTime + 0.25);
}
