import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import type { Subject } from '@zuoxi/contracts';
import { rowPath } from '../pages';
import { useServices } from '../services';
import { useLabels, useType } from '../use-schema';

/** Opens the row that something is about. `named`: by its title, where there are few of them; else by what kind of row it is. */
export function SubjectLink({ subject: { type: of, id }, named = false }: { subject: Subject; named?: boolean }) {
  const { tabs, platform } = useServices();
  const type = useType(of);
  const label = useLabels();
  const { data: row } = useQuery({
    queryKey: [of, 'one', id],
    queryFn: ({ signal }) => platform.client.one(of, id, signal),
    enabled: named && type !== undefined,
    retry: false,
  });
  if (!type) return <>–</>; // a type that the role does not see
  const title = row?.[type.title];
  const says = typeof title === 'string' && title !== '' ? `${label(type.label)} ${title}` : label(type.label);
  return (
    <Link
      component="button"
      type="button"
      data-testid="subject"
      onClick={(event) => {
        event.stopPropagation();
        tabs.open(rowPath(of, id), { title: says });
      }}
      sx={{ font: 'inherit', textAlign: 'left' }}
    >
      {says}
    </Link>
  );
}
