import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { useServices } from '../../kit/services';
import { RestError } from '../../providers/strapi/http';

/** A row and how it is saved; `id` null: a new one, which `onSaved` tells of. */
export function useRow(type: TypeSchema, id: string | null, onSaved?: (row: DataRow) => void) {
  const { platform } = useServices();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: [type.name, 'getOne', { id }],
    queryFn: ({ signal }) => platform.client.one(type.name, id ?? '', signal),
    enabled: id !== null,
    retry: (tries, e) => e instanceof RestError && e.code === 'away' && tries < 20,
    retryDelay: 2000,
  });
  const saved = (next: DataRow): void => {
    client.setQueryData([type.name, 'getOne', { id: next.id }], next);
    void client.invalidateQueries({ queryKey: [type.name, 'getList'] });
    onSaved?.(next);
  };
  const save = async (values: Record<string, unknown>): Promise<void> => {
    if (id === null) saved(await platform.client.create(type.name, values));
    else if (Object.keys(values).length > 0) saved(await platform.client.update(type.name, id, values));
  };
  return { row: data ?? null, error, refetch, save };
}
