/** Which filters a line has room for. Pure. */
import type { FieldSchema } from '@zuoxi/contracts';
import { isNumber } from '../value-at';

const gap = 8;
/** px of what always stands in the line: search, query, reset, saved ones, more */
const fixed = 450;
const days = 380;
const numbers = 300;

/** px, rather too much than too little: the label of a range stands beside it */
function widthOf({ of, access }: FieldSchema): number {
  if (access === 'masked') return 130;
  if (of.kind === 'date' || of.kind === 'datetime') return days;
  if (isNumber(of) || of.kind === 'time' || of.kind === 'bigInteger') return numbers;
  return of.kind === 'relation' ? 150 : 130;
}

/** The first ones that fit into a line of `width` px, and those that are in use (`used`) whatever it costs; in their order. */
export function fitting(fields: readonly FieldSchema[], width: number, used: (field: FieldSchema) => boolean): FieldSchema[] {
  let room = width - fixed;
  return fields.filter((field) => {
    const needs = widthOf(field) + gap;
    const fits = needs <= room;
    if (fits || used(field)) room -= needs;
    return fits || used(field);
  });
}
