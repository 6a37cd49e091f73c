import type { FieldSchema } from '@zuoxi/contracts';
import type { ComponentType } from 'react';

export type InputProps = {
  field: FieldSchema;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
  disabled: boolean;
  error: string | undefined;
  /** of a password: whether there is one */
  isSet?: boolean;
};

/** `valueOf` says what another field of the same form holds at the moment. */
export type OwnInputProps = InputProps & { valueOf: (path: string) => unknown };

/** An input that has inputs within: `Inner` is what each of them is. */
export type OuterProps = InputProps & { Inner: ComponentType<InputProps> };
