/** Without letters and digits that look alike: people type these into a telephone. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

/** `Xk7mPq-2rVt9w-BnC4dF`: 18 characters of 57, more than 100 bits; with a dash, a digit and letters, as rules may want. */
export function randomPassword(random: (into: Uint8Array) => Uint8Array = (into) => crypto.getRandomValues(into)): string {
  const picked: string[] = [];
  while (picked.length < 18)
    for (const byte of random(new Uint8Array(32))) {
      const letter = byte < 256 - (256 % letters.length) ? letters[byte % letters.length] : undefined; // each as likely
      if (letter && picked.length < 18) picked.push(letter);
    }
  const made = [0, 6, 12].map((at) => picked.slice(at, at + 6).join('')).join('-');
  return /\d/.test(made) ? made : randomPassword(random);
}
