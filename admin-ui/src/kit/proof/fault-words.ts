import type { FieldIssue } from '@zuoxi/contracts';

type Words = (key: string, values?: Record<string, string | number>) => string;

/** What the record plane finds wrong with a new password: its length, or a fault by name. */
export const faultWords = (t: Words, { code, limit }: FieldIssue): string =>
  code === 'pattern' ? t(`doors.password.fault.${limit}`) : t(`issue.${code}`, limit === undefined ? {} : { limit });
