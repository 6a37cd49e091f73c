import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { memo } from 'react';
import { useWords } from '../../i18n/use-words';
import { columns, type Cells, type Column } from './columns';

export type TableRow = { key: number; cells: Cells; bad: string; trouble: string };
type Act = { onChange: (key: number, column: Column, value: string) => void; onDrop: (key: number) => void };
const widths: Readonly<Record<Column, number>> = {
  number: 84,
  displayName: 96,
  role: 96,
  groups: 132,
  mobile: 118,
  email: 168,
  password: 116,
};

/** `bad` and `trouble` are text, so that a line is drawn again only when something on it changed. */
const Line = memo(function Line({
  row: n,
  id,
  cells,
  bad,
  trouble,
  onChange,
  onDrop,
}: Act & Omit<TableRow, 'key'> & { id: number; row: number }) {
  const t = useWords();
  const wrong = bad.split(' ');
  return (
    <tr data-testid="import-row" data-bad={trouble ? true : undefined}>
      <td>{n}</td>
      {columns.map((column) => (
        <td key={column}>
          <input
            aria-label={`${t(`importing.column.${column}`)} ${n}`}
            aria-invalid={wrong.includes(column)}
            autoComplete="off"
            value={cells[column]}
            onChange={(e) => onChange(id, column, e.target.value)}
            style={{ width: widths[column] }}
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
export function ImportTable({ rows, onChange, onDrop }: Act & { rows: readonly TableRow[] }) {
  const t = useWords();
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
        '& .trouble': { color: 'error.main', minWidth: 160 },
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
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`importing.column.${column}`)}
            </th>
          ))}
          <th scope="col">{t('importing.problem')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells, bad, trouble }, i) => (
          <Line key={key} id={key} row={i + 1} cells={cells} bad={bad} trouble={trouble} onChange={onChange} onDrop={onDrop} />
        ))}
      </tbody>
    </Box>
  );
}
