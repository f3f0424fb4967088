// Two rising notes. A page that nobody has touched yet may make no sound, and makes none.

const NOTES = [587.33, 880] as const;
const NOTE_S = 0.16;
const LOUD = 0.12;

let context: AudioContext | undefined;

export function risingNotes(): void {
  if (typeof AudioContext === 'undefined' || navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  for (const [index, frequency] of NOTES.entries()) {
    const from = currentTime + index * NOTE_S;
    const tone = new OscillatorNode(context, { frequency, type: 'sine' });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUD, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + NOTE_S * 1.6);
    tone.connect(volume).connect(destination);
    tone.start(from);
    tone.stop(from + NOTE_S * 1.7);
  }
}
