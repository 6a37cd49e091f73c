/**
 * Numbers as they are compared, whoever wrote them and however: `+86 138 0013 8000`, `008613800138000`, `8613800138000` and `13800138000` are one number,
 * and so are `02112345678` and `+862112345678`. A form for comparing alone: nobody dials it. PostgreSQL has the same one (`call-control`, `lines/claims.ts`).
 */

/**
 * China's prefix where it is said (+86, 0086), or where what follows is long enough to be a whole number of its own; then the plus, then the zeros of trunk
 * and international prefixes. One character always stays.
 */
export const numberPrefixPattern = '^(?:\\+86|0086|0*86(?=[0-9]{9}))?\\+?0*(?=.)';
const prefix = new RegExp(numberPrefixPattern);

export const numberKey = (number: string): string => number.replace(/[^0-9*#+]/g, '').replace(prefix, '');
