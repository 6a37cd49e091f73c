/** The list alone is used; the package's types leave it out. */
declare module 'zxcvbn/lib/frequency_lists' {
  /** the most used first, in small letters */
  export const passwords: readonly string[];
}
