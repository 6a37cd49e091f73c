import type { FieldIssue } from '@zuoxi/contracts';

type Words = (key: string, values?: Record<string, string | number>) => string;

/** `请 5 秒后再试。`, in minutes and hours where it is longer. */
export function waitWords(t: Words, seconds: number): string {
  if (seconds <= 90) return t('doors.waitSeconds', { seconds });
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? t('doors.wait', { minutes }) : t('doors.waitHours', { hours: Math.ceil(minutes / 60) });
}

/** What the record plane finds wrong with a new password: its length, or a fault by name. */
export const faultWords = (t: Words, { code, limit }: FieldIssue): string =>
  code === 'pattern' ? t(`doors.password.fault.${limit}`) : t(`issue.${code}`, limit === undefined ? {} : { limit });
