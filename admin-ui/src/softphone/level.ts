/** How loud a sound is, as a person sees it on a bar. */

const quietDb = -60;
const loudDb = -10;

/** Samples of −1…1 → 0…1: −60 dBFS and less is nothing, −10 dBFS and more is full. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, s) => sum + s * s, 0) / samples.length;
  const db = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (db - quietDb) / (loudDb - quietDb)));
}

/** Says ten times a second how loud the stream is, until the answer is called. Works also while the stream's own tracks are switched off. */
export function watchLevel(stream: MediaStream, say: (level: number) => void): () => void {
  const own = stream.clone();
  for (const track of own.getAudioTracks()) track.enabled = true;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(own).connect(analyser);
  void context.resume(); // made before the first click on the page, it would wait for ever
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    say(levelOf(samples));
  }, 100);
  return () => {
    clearInterval(timer);
    for (const track of own.getTracks()) track.stop();
    void context.close();
  };
}
