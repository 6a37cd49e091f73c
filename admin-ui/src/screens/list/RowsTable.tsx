import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useListContext } from 'react-admin';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { useRef, type KeyboardEvent } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { cell } from '../cells/Cell';
import { isNumber, valueAt } from '../value-at';
import { useLabels } from '../../kit/use-schema';
import { colourOf } from './colours';
import { HeaderCell } from './HeaderCell';
import { useRowColours } from './row-colours';
import { pageOfRow } from './own-pages';
import { leftOf, minWidth, tickWidth, widthOf } from './widths';
import type { ShownColumn } from './shown-columns';

type Props = { type: TypeSchema; columns: ShownColumn[]; onColumns: (columns: ShownColumn[]) => void };

/** Dense rows under a header that stays; arrows move, Enter opens, Space ticks. */
export function RowsTable({ type, columns, onColumns }: Props) {
  const { data = [], selectedIds, onToggleItem, onSelect } = useListContext<DataRow>();
  const { tabs } = useServices();
  const t = useWords();
  const label = useLabels();
  const colours = useRowColours();
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = columns.filter((column) => column.shown);
  const now = Date.now();
  const ticked = new Set(selectedIds);
  const allTicked = data.length > 0 && data.every(({ id }) => ticked.has(id));
  const open = (row: DataRow): void => {
    const title = valueAt(row, type.title);
    tabs.open(pageOfRow(type.name, row), { title: typeof title === 'string' && title !== '' ? title : null });
  };
  const keys = (row: DataRow, at: number) => (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: data.length - 1 }[event.key];
    if (go !== undefined) body.current?.querySelectorAll<HTMLElement>('tr')[go]?.focus();
    else if (event.key === 'Enter') open(row);
    else if (event.key === ' ') onToggleItem(row.id);
    else return;
    event.preventDefault();
  };
  const cellStyle = (column: ShownColumn, at: number) => ({
    width: widthOf(column),
    maxWidth: column.width ?? 320,
    minWidth,
    textAlign: isNumber(column.schema.of) ? ('right' as const) : ('left' as const),
    ...(column.pinned ? { position: 'sticky' as const, left: leftOf(shown, at), zIndex: 1, background: 'inherit' } : {}),
  });
  return (
    <Box
      component="table"
      data-testid="rows"
      aria-label={label(type.label)}
      sx={{
        borderCollapse: 'separate',
        borderSpacing: 0,
        minWidth: '100%',
        fontSize: 13,
        '& th, & td': {
          height: (theme) => theme.zuoxi.rowHeight,
          px: '10px',
          whiteSpace: 'nowrap',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          borderBottom: 1,
          borderColor: 'divider',
        },
        '& th:first-of-type, & td:first-of-type': { width: tickWidth, minWidth: tickWidth, px: 0, textAlign: 'center' },
        '& tbody tr': { bgcolor: 'background.paper', cursor: 'pointer' },
        '& tbody tr:hover, & tbody tr:focus': { bgcolor: (theme) => theme.zuoxi.raised, outline: 'none' },
        '& tbody tr:focus-visible': { boxShadow: (theme) => `inset 2px 0 ${theme.zuoxi.accent}` },
      }}
    >
      <thead>
        <tr>
          <Box component="th" scope="col" sx={{ position: 'sticky', top: 0, zIndex: 3, bgcolor: 'background.paper' }}>
            <Checkbox
              size="small"
              checked={allTicked}
              indeterminate={!allTicked && data.some(({ id }) => ticked.has(id))}
              onChange={() => onSelect(allTicked ? [] : data.map(({ id }) => id))}
              slotProps={{ input: { 'aria-label': t('screens.tickAll') } }}
              sx={{ p: 0.5 }}
            />
          </Box>
          {shown.map((column, at) => (
            <HeaderCell
              key={column.field}
              column={column}
              columns={columns}
              onColumns={onColumns}
              style={{ ...cellStyle(column, at), zIndex: column.pinned ? 3 : 2, top: 0, position: 'sticky' }}
            />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {data.map((row, index) => {
          const colour = colourOf(type.view.colours, row, now);
          return (
            <tr
              key={row.id}
              tabIndex={0}
              data-testid="row"
              data-colour={colour ?? undefined}
              style={{ color: colour ? colours[colour] : undefined }}
              onClick={() => open(row)}
              onKeyDown={keys(row, index)}
            >
              <td onClick={(event) => event.stopPropagation()}>
                <Checkbox
                  size="small"
                  checked={ticked.has(row.id)}
                  onChange={() => onToggleItem(row.id)}
                  slotProps={{ input: { 'aria-label': t('screens.tick') } }}
                  sx={{ p: 0.5 }}
                />
              </td>
              {shown.map((column, at) => {
                const shownValue = cell(valueAt(row, column.field), column.schema.of, {
                  label,
                  t,
                  place: { type: type.name, id: row.id, field: column.field },
                });
                return (
                  <td
                    key={column.field}
                    data-field={column.field}
                    style={cellStyle(column, at)}
                    title={typeof shownValue === 'string' ? shownValue : undefined}
                  >
                    {shownValue}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </Box>
  );
}
