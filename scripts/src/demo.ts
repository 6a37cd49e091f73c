import { existsSync, readFileSync } from 'node:fs';
import { DemoLogins } from '@zuoxi/contracts';

export type Demo = ReturnType<typeof DemoLogins.parse>;

/** The logins in `.data/demo.json`. Null when there is no file, it may not be read, or it is not of this shape. */
export function readDemo(file: string): Demo | null {
  try {
    return existsSync(file) ? (DemoLogins.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null) : null;
  } catch {
    return null; // unreadable or no JSON
  }
}
