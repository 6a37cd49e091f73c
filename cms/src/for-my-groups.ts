import type { SignedIn } from '@zuoxi/contracts';

/** Rows that name no group are everybody's; the others are those groups'. A condition for `strapi.db.query`. */
export const forMyGroups = ({ groups }: SignedIn): object => ({
  $or: [{ groups: { id: { $null: true } } }, { groups: { documentId: { $in: groups.map(({ id }) => id) } } }],
});

/** A row once for each of its groups that fits: only the first one counts. */
export function once<R extends { id: unknown }>(rows: readonly R[]): R[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
