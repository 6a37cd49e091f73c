import { createContext, type ReactNode } from 'react';

/** What surrounds a card on home: its handle, its buttons, and whether it is folded. Elsewhere a card has none of it. */
export type CardFrame = { handle: ReactNode; tools: ReactNode; folded: boolean };
export const CardFrameContext = createContext<CardFrame | null>(null);
