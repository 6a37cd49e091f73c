/**
 * Numbers as they are compared, whoever wrote them and however: `+86 138 0013 8000`, `008613800138000`, `8613800138000` and `13800138000` are one number,
 * and so are `02112345678` and `+862112345678`. A form for comparing whole numbers alone (numbers of ours, the blacklist, callers shown): nobody dials it.
 * PostgreSQL has the same one (`call-control`, `lines/claims.ts`).
 *
 * Rules about how a number begins (switch, `core/dialling.ts`) need the other form, as one dials it here: with its zeros. `00` is abroad and `0` another
 * city, and what is cut off here is what those rules ask for.
 */
import { withheldNumber } from './ids';

/**
 * China's prefix where it is said (+86, 0086), or where what follows is long enough to be a whole number of its own; then the plus, then the zeros of trunk
 * and international prefixes. One character always stays.
 */
export const numberPrefixPattern = '^(?:\\+86|0086|0*86(?=[0-9]{9}))?\\+?0*(?=.)';
const prefix = new RegExp(numberPrefixPattern);

export const numberKey = (number: string): string =>
  number === withheldNumber ? number : number.replace(/[^0-9*#+]/g, '').replace(prefix, '');
