import { withheldNumber } from '@zuoxi/contracts';
import type { Words } from '../../i18n/use-words';

/** A number as people read it: a caller who withholds it has none. */
export const numberWords = (t: Words, number: string): string => (number === withheldNumber ? t('situation.withheld') : number);
