import { lazy, type ComponentType } from 'react';
import type { InputProps } from './inputs';

/** `valueOf` says what another field of the same form holds at the moment. */
export type OwnInputProps = InputProps & { valueOf: (path: string) => unknown };

/** Fields whose kind says too little about them, as `type.field`. They show themselves when they cannot be written, too. */
export const ownInputs: Readonly<Record<string, ComponentType<OwnInputProps>>> = {
  'account.phonePassword': lazy(() => import('./SecretInput')),
  'role.permissions': lazy(() => import('../permissions/PermissionsInput')),
};
