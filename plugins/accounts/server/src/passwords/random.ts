import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike: people type these from a message. */
const sets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', 'abcdefghijkmnpqrstuvwxyz'] as const;

/** `Xk7m-Pq2r-Vt9w`: letters, digits and symbols (D15), 66 bits. */
export const randomPassword = (): string =>
  Array.from({ length: 3 }, () => sets.map((set) => set[randomInt(set.length)]).join('')).join('-');
