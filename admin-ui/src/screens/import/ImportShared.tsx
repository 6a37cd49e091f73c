import Box from '@mui/material/Box';
import type { FieldSchema, Related } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { RelationPicker } from '../form/RelationPicker';
import { useLabels } from '../../kit/use-schema';
import type { Shared } from './use-judged';

type Props = { fields: readonly FieldSchema[]; value: Shared; onChange: (path: string, value: Related[]) => void };

/** Related rows that are the same for all lines, because no column says them. */
export function ImportShared({ fields, value, onChange }: Props) {
  const t = useWords();
  const say = useLabels();
  return fields.map(({ path, label, of }) =>
    of.kind !== 'relation' ? null : (
      <Box key={path} data-field={path} sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <span>
          {say(label)}{' '}
          <Box component="span" sx={{ color: 'error.main' }}>
            *
          </Box>
        </span>
        <RelationPicker
          target={of.target}
          label={say(label)}
          many={of.many}
          value={value[path] ?? []}
          onChange={(rows) => onChange(path, rows)}
          width={280}
        />
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('importing.forAll')}
        </Box>
      </Box>
    ),
  );
}
