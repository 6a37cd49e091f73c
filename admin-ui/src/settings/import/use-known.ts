import { useQuery } from '@tanstack/react-query';
import { RoleBase, type DataRow, type TypeSchema } from '@zuoxi/contracts';
import { z } from 'zod';
import { useServices } from '../../app/services';
import type { WorkbenchClient } from '../../providers/workbench/client';
import type { Known } from './rows';

const Role = z.looseObject({
  id: z.string(),
  name: z.string(),
  code: z.string().nullish(),
  base: RoleBase.nullish().catch(null),
});
const Group = z.looseObject({ id: z.string(), name: z.string() });

async function everything(client: WorkbenchClient, type: string): Promise<DataRow[]> {
  const rows: DataRow[] = [];
  let after: string | null = null;
  do {
    const { data, next }: { data: DataRow[]; next: string | null } = await client.page(type, { filter: [], limit: 200, after });
    rows.push(...data);
    after = next;
  } while (after);
  return rows;
}

/** What names in a spreadsheet may mean, for whoever imports; undefined until it is known. Asked anew each time the dialog opens. */
export function useKnown(type: TypeSchema, open: boolean): { known?: Known; error: unknown } {
  const { platform } = useServices();
  const { data, error } = useQuery({
    queryKey: ['import', 'known'],
    queryFn: async () => {
      const [roles, groups] = await Promise.all([everything(platform.client, 'role'), everything(platform.client, 'group')]);
      return { roles: z.array(Role).parse(roles), groups: z.array(Group).parse(groups) };
    },
    enabled: open,
    gcTime: 0,
    retry: false,
  });
  if (!data) return { error };
  const roles = data.roles.flatMap(({ id, name, code, base }) =>
    [code, name].flatMap((word) => (word ? [[word.trim().toLowerCase(), { id, base: base ?? null }] as const] : [])),
  );
  return {
    error,
    known: {
      fields: new Map(type.fields.map((field) => [field.path, field])),
      roles: new Map(roles),
      groups: new Map(data.groups.map(({ id, name }) => [name.trim().toLowerCase(), id])),
    },
  };
}
