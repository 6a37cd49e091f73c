import Box from '@mui/material/Box';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TypeSchema } from '@zuoxi/contracts';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../../kit/card';
import { typePath } from '../../kit/pages';
import { RowForm } from './RowForm';

/** A type with one row: its page is the form. */
export function SingleRow({ type }: { type: TypeSchema }) {
  const { platform } = useServices();
  const client = useQueryClient();
  const t = useWords();
  const key = [type.name, 'single'];
  const { data, isPending, error } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await platform.client.page(type.name, { filter: [], limit: 1 }, signal)).data[0] ?? null,
  });
  if (isPending || error) return <Sentence alert={Boolean(error)}>{t(error ? 'refusal.internal' : 'ra.page.loading')}</Sentence>;
  return (
    <Box sx={{ p: 1.5, maxWidth: 1100 }}>
      <RowForm
        type={type}
        row={data}
        path={typePath(type.name)}
        onSave={async (values) => {
          const next = data
            ? await platform.client.update(type.name, data.id, values)
            : await platform.client.create(type.name, values);
          client.setQueryData(key, next);
        }}
      />
    </Box>
  );
}
