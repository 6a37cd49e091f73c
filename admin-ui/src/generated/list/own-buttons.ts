import type { TypeSchema } from '@zuoxi/contracts';
import { lazy, type ComponentType } from 'react';

/** Buttons of one type's list besides those of every list. */
export const ownButtons: Readonly<Record<string, ComponentType<{ type: TypeSchema }>>> = {
  account: lazy(() => import('../../settings/import/ImportButton')),
};
