import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import Box from '@mui/material/Box';
import { useListContext } from 'react-admin';
import type { CSSProperties, PointerEvent } from 'react';
import { useWords } from '../../i18n/use-words';
import { useLabels } from '../../kit/use-schema';
import { changed, moved } from './column-order';
import type { ShownColumn } from './shown-columns';
import { minWidth } from './widths';

type Props = { column: ShownColumn; columns: ShownColumn[]; onColumns: (columns: ShownColumn[]) => void; style: CSSProperties };
const kind = 'text/x-zuoxi-column';

/** Click sorts, dragging the name moves the column, dragging the edge makes it wider (CRM-28). */
export function HeaderCell({ column, columns, onColumns, style }: Props) {
  const { sort, setSort } = useListContext();
  const label = useLabels();
  const t = useWords();
  const { field, schema } = column;
  const on = sort.field === field;
  const Arrow = sort.order === 'ASC' ? ArrowUpwardIcon : ArrowDownwardIcon;
  const widen = (event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    const width = event.currentTarget.parentElement?.offsetWidth ?? minWidth;
    const move = (at: globalThis.PointerEvent): void =>
      onColumns(changed(columns, field, { width: Math.round(Math.min(1200, Math.max(minWidth, width + at.clientX - from))) }));
    const up = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
  };
  return (
    <Box
      component="th"
      scope="col"
      data-field={field}
      aria-sort={on ? (sort.order === 'ASC' ? 'ascending' : 'descending') : undefined}
      draggable
      onDragStart={(e: React.DragEvent) => e.dataTransfer.setData(kind, field)}
      onDragOver={(e: React.DragEvent) => e.dataTransfer.types.includes(kind) && e.preventDefault()}
      onDrop={(e: React.DragEvent) => onColumns(moved(columns, e.dataTransfer.getData(kind), field))}
      style={style}
      sx={{ bgcolor: 'background.paper', color: 'text.secondary', fontWeight: 600, '&:hover .grip': { opacity: 1 } }}
    >
      {schema.sortable ? (
        <Box
          component="button"
          aria-label={t('screens.sortBy', { field: label(schema.label) })}
          onClick={() => setSort({ field, order: on && sort.order === 'DESC' ? 'ASC' : 'DESC' })}
          sx={{ all: 'unset', cursor: 'pointer', display: 'inline-flex', alignItems: 'center', gap: 0.25 }}
        >
          {label(schema.label)}
          {on && <Arrow sx={{ fontSize: 14 }} />}
        </Box>
      ) : (
        label(schema.label)
      )}
      <Box
        className="grip"
        onPointerDown={widen}
        sx={{
          position: 'absolute',
          right: 0,
          top: 6,
          bottom: 6,
          width: 5,
          cursor: 'col-resize',
          borderRight: 2,
          borderColor: 'divider',
          opacity: 0,
        }}
      />
    </Box>
  );
}
