import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { FieldSchema } from '@zuoxi/contracts';
import { memo } from 'react';
import { useWords } from '../../i18n/use-words';
import { useLabels } from '../../kit/use-schema';
import type { Cells } from './model';

export type TableRow = { key: number; cells: Cells; bad: string; trouble: string };
type Act = {
  columns: readonly FieldSchema[];
  onChange: (key: number, column: string, value: string) => void;
  onDrop: (key: number) => void;
};
const widths: Partial<Readonly<Record<FieldSchema['of']['kind'], number>>> = {
  integer: 84,
  decimal: 84,
  boolean: 64,
  time: 84,
  relation: 124,
  phone: 118,
  email: 168,
  datetime: 140,
  longText: 200,
};
const ordinaryWidth = 100;

/** `bad` and `trouble` are text, so that a line is drawn again only when something on it changed. */
const Line = memo(function Line({
  row: n,
  id,
  cells,
  bad,
  trouble,
  columns,
  onChange,
  onDrop,
}: Act & Omit<TableRow, 'key'> & { id: number; row: number }) {
  const t = useWords();
  const say = useLabels();
  const wrong = bad.split(' ');
  return (
    <tr data-testid="import-row" data-bad={trouble ? true : undefined}>
      <td>{n}</td>
      {columns.map(({ path, label, of }) => (
        <td key={path}>
          <input
            aria-label={`${say(label)} ${n}`}
            aria-invalid={wrong.includes(path)}
            autoComplete="off"
            value={cells[path] ?? ''}
            onChange={(e) => onChange(id, path, e.target.value)}
            style={{ width: widths[of.kind] ?? ordinaryWidth }}
          />
        </td>
      ))}
      <td className="trouble">{trouble}</td>
      <td>
        <IconButton size="small" aria-label={t('importing.drop', { n })} onClick={() => onDrop(id)} sx={{ p: 0.25 }}>
          <CloseIcon sx={{ fontSize: 15 }} />
        </IconButton>
      </td>
    </tr>
  );
});

/** Every row with its problem beside it; every cell can be corrected. */
export function ImportTable({ rows, columns, ...act }: Act & { rows: readonly TableRow[] }) {
  const t = useWords();
  const say = useLabels();
  return (
    <Box
      component="table"
      data-testid="import-rows"
      sx={{
        borderCollapse: 'separate',
        borderSpacing: 0,
        width: '100%',
        fontSize: 13,
        '& th': {
          position: 'sticky',
          top: 0,
          zIndex: 1,
          bgcolor: 'background.paper',
          textAlign: 'left',
          color: 'text.secondary',
          height: 32,
          px: 0.5,
          borderBottom: 1,
          borderColor: 'divider',
        },
        '& td': { height: 32, px: 0.5, borderBottom: 1, borderColor: 'divider' },
        '& td:first-of-type': { color: 'text.secondary', textAlign: 'right', pr: 1 },
        '& .trouble': { color: 'error.main', minWidth: 160, width: '100%' },
        '& input': {
          boxSizing: 'border-box',
          height: 26,
          px: 0.75,
          font: 'inherit',
          color: 'inherit',
          bgcolor: 'transparent',
          border: 1,
          borderColor: 'transparent',
          borderRadius: 0.5,
        },
        '& input:hover': { borderColor: 'divider' },
        '& input[aria-invalid=true]': { borderColor: 'error.main' },
      }}
    >
      <thead>
        <tr>
          <th />
          {columns.map(({ path, label }) => (
            <th key={path} scope="col">
              {say(label)}
            </th>
          ))}
          <th scope="col">{t('importing.problem')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells, bad, trouble }, i) => (
          <Line key={key} id={key} row={i + 1} cells={cells} bad={bad} trouble={trouble} columns={columns} {...act} />
        ))}
      </tbody>
    </Box>
  );
}
