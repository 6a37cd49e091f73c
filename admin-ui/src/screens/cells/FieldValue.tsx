import type { FieldSchema } from '@zuoxi/contracts';
import { useLabels } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { cell } from './Cell';

/** A value as lists show it. */
export function FieldValue({ value, field }: { value: unknown; field: FieldSchema }) {
  const t = useWords();
  const label = useLabels();
  return <>{cell(value, field.of, { label, t })}</>;
}
