/** A path as nginx reads it. It knows no escape for a dollar, which would be a variable: throws a sentence for the person who starts it. */
export function quoted(path: string): string {
  if (path.includes('$'))
    throw new Error(`${path} cannot be written into nginx's configuration: choose a path without a dollar sign`);
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}
