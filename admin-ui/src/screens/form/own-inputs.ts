import { lazy, type ComponentType } from 'react';
import type { OwnInputProps } from './input-props';

/** Fields whose kind says too little about them, as `type.field`. They show themselves when they cannot be written, too. */
export const ownInputs: Readonly<Record<string, ComponentType<OwnInputProps>>> = {
  'account.phonePassword': lazy(() => import('./SecretInput')),
  'role.permissions': lazy(() => import('../permissions/PermissionsInput')),
};
