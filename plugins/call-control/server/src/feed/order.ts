/** Where an event stands to the last one received. `first`: it is the first of a connection, right after `follow`. */
export type Position =
  | 'next'
  /** already here: the switch may repeat itself */
  | 'again'
  /** something between was not delivered: ask for it */
  | 'gap'
  /** the switch was asked and does not have what lies between */
  | 'lost'
  /** before what was asked for: a repetition, or a switch that lost its data directory and counts anew */
  | 'older';

export function positionOf(seq: number, last: number, first: boolean): Position {
  if (seq === last + 1) return 'next';
  if (seq > last) return first ? 'lost' : 'gap';
  return first ? 'older' : 'again';
}
