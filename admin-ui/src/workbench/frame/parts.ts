import { createContext, useContext, type ComponentType } from 'react';
import type { BellPart } from '../../kit/bell';

/** What other areas stand in the frame with; the page gives it (app/App.tsx). */
export type FrameParts = {
  /** the page at an address */
  Page: ComponentType<{ path: string }>;
  /** a hook */
  useBell: () => readonly BellPart[];
};

export const FrameContext = createContext<FrameParts | null>(null);

export function useFrame(): FrameParts {
  const parts = useContext(FrameContext);
  if (!parts) throw new Error('used outside the workbench');
  return parts;
}
