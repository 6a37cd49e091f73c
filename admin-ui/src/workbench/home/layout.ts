/** Where the panels of home stand and which are folded: per person, kept in this browser. */
import { z } from 'zod';

export const sides = ['left', 'right'] as const;
export type Side = (typeof sides)[number];

export const HomeLayout = z.object({ left: z.array(z.string()), right: z.array(z.string()), folded: z.array(z.string()) });
export type HomeLayout = z.infer<typeof HomeLayout>;
export const noLayout: HomeLayout = { left: [], right: [], folded: [] };

type PanelPlace = { id: string; side: Side };

/** Every known panel once: where it was put, else at the end of the side it belongs to. */
export function arranged(layout: HomeLayout, known: readonly PanelPlace[]): Record<Side, string[]> {
  const ids = new Set(known.map(({ id }) => id));
  const placed = new Set([...layout.left, ...layout.right]);
  const of = (side: Side): string[] => [
    ...layout[side].filter((id) => ids.has(id)),
    ...known.filter((panel) => panel.side === side && !placed.has(panel.id)).map(({ id }) => id),
  ];
  return { left: of('left'), right: of('right') };
}

/** `id` stands before `before` on that side; at its end when null. Panels that are away just now (a plugin that is off) keep their place. */
export function placed(
  layout: HomeLayout,
  known: readonly PanelPlace[],
  id: string,
  side: Side,
  before: string | null,
): HomeLayout {
  if (id === before) return layout;
  const now = arranged(layout, known);
  const away = (of: Side): string[] => layout[of].filter((one) => !known.some((panel) => panel.id === one));
  const rest = { left: now.left.filter((one) => one !== id), right: now.right.filter((one) => one !== id) };
  const at = before === null ? rest[side].length : Math.max(0, rest[side].indexOf(before));
  rest[side].splice(at, 0, id);
  return { ...layout, left: [...rest.left, ...away('left')], right: [...rest.right, ...away('right')] };
}

export const folded = (layout: HomeLayout, id: string): HomeLayout => ({
  ...layout,
  folded: layout.folded.includes(id) ? layout.folded.filter((one) => one !== id) : [...layout.folded, id],
});

export type Move = 'up' | 'down' | 'across';

/** What the keyboard does instead of dragging (WCAG 2.5.7); null where it cannot. */
export function movedBy(layout: HomeLayout, known: readonly PanelPlace[], id: string, move: Move): HomeLayout | null {
  const now = arranged(layout, known);
  const side: Side = now.left.includes(id) ? 'left' : 'right';
  if (move === 'across') return placed(layout, known, id, side === 'left' ? 'right' : 'left', null);
  const at = now[side].indexOf(id);
  if (move === 'up') return at > 0 ? placed(layout, known, id, side, now[side][at - 1] ?? null) : null;
  return at < now[side].length - 1 ? placed(layout, known, id, side, now[side][at + 2] ?? null) : null;
}
