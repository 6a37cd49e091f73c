export const quoted = (path: string): string => `"${path.replaceAll('"', '\\"')}"`;
