/** A tenant's own field in the same form as a built-in one. */
import type { CustomField } from '@zuoxi/contracts';
import type { Field } from '../types/field';

export const customPath = (name: string): string => `custom.${name}`;

export const asField = (made: CustomField): Field => ({
  path: customPath(made.name),
  name: made.name,
  label: made.label,
  help: made.help,
  of: made.of,
  place: { at: 'custom', name: made.name },
  required: made.required,
  default: made.default,
  unique: false,
  mask: false,
  search: false,
  indexed: made.indexed,
  most: 'write',
  needs: null,
  granted: false,
  fixed: false,
});
