/** What people called a file, without what file systems, headers and readers stumble over: a folder, a control character, a change of direction. */
export const fileName = (given: string): string => {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069"<>|:*?]/gu, '_');
  // by characters: half of one cannot be encoded
  return [...plain].slice(-180).join('') || 'file';
};
