import Box from '@mui/material/Box';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { Suspense } from 'react';
import { useLabels } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { cell } from '../cells/Cell';
import { valueAt } from '../value-at';
import type { Draft } from './draft';
import { KindInput } from './inputs';
import { ownInputs } from './own-inputs';
import type { FormPart } from './sections';

type Props = { type: TypeSchema; row: DataRow | null; draft: Draft; part: FormPart; busy: boolean; error: string | undefined };

/** A name, and below it what is typed, or what is only read. */
export function FormField({ type, row, draft, part, busy, error }: Props) {
  const t = useWords();
  const say = useLabels();
  const { schema, half } = part;
  const Own = ownInputs[`${type.name}.${schema.path}`];
  const writable = draft.writable(part);
  const input = {
    field: schema,
    label: say(schema.label),
    value: draft.valueOf(schema.path),
    onChange: (next: unknown) => draft.set(schema.path, next),
    disabled: busy || !writable,
    error,
    isSet: row?.secrets?.includes(schema.path) ?? false,
  };
  return (
    <Box data-field={schema.path} sx={{ gridColumn: half ? 'span 1' : '1 / -1', minWidth: 0 }}>
      <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: 12.5, mb: 0.25 }}>
        {input.label}
        {draft.required(part) && (
          <Box component="span" sx={{ color: 'error.main' }}>
            {' '}
            *
          </Box>
        )}
      </Box>
      {Own ? (
        <Suspense>
          <Own {...input} valueOf={draft.valueOf} />
        </Suspense>
      ) : writable ? (
        <KindInput {...input} />
      ) : (
        <Box sx={{ minHeight: 34, py: 0.75, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {cell(row ? valueAt(row, schema.path) : null, schema.of, {
            label: say,
            t,
            ...(row && { place: { type: type.name, id: row.id, field: schema.path } }),
          }) || '–'}
        </Box>
      )}
      {schema.help && <Box sx={{ color: 'text.secondary', fontSize: 12 }}>{say(schema.help)}</Box>}
    </Box>
  );
}
