import PushPinIcon from '@mui/icons-material/PushPin';
import PushPinOutlinedIcon from '@mui/icons-material/PushPinOutlined';
import ViewColumnIcon from '@mui/icons-material/ViewColumn';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import type { TypeSchema } from '@zuoxi/contracts';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import { useWords } from '../../i18n/use-words';
import { useSaveView, type Whose } from '../save-view';
import { useLabels } from '../../kit/use-schema';
import { WhoseButtons } from '../WhoseButtons';
import { changed, moved } from './column-order';
import { pageSizeOf } from '../../kit/list/page-size';
import type { ShownColumn } from './shown-columns';
import { cut } from '../../theme/cut';

type Props = { type: TypeSchema; columns: ShownColumn[]; onColumns: (columns: ShownColumn[] | null) => void };
const kind = 'text/x-zuoxi-column';

/** CRM-29: ticks and order count at once, until the page begins anew. CRM-28: saved, they stay: for me, my role, or everybody. */
export function ColumnsButton({ type, columns, onColumns }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { sort, perPage } = useListContext();
  const t = useWords();
  const label = useLabels();
  const save = useSaveView();
  const keep = async (whose: Whose): Promise<void> => {
    const saved = await save(type.name, whose, {
      columns: columns.map(({ field, shown, pinned, width }) => ({ field, shown, pinned, ...(width ? { width } : {}) })),
      sort: { field: sort.field, order: sort.order === 'ASC' ? 'asc' : 'desc' },
      pageSize: pageSizeOf(perPage),
    });
    if (!saved) return;
    onColumns(null);
    setAnchor(null);
  };
  return (
    <>
      <Tooltip title={t('screens.columns')}>
        <IconButton
          size="small"
          aria-label={t('screens.columns')}
          data-testid="columns"
          onClick={(e) => setAnchor(e.currentTarget)}
        >
          <ViewColumnIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <Box sx={{ width: 300, p: 1 }} data-testid="columns-sheet">
          <Box sx={{ px: 1, pb: 0.5, color: 'text.secondary' }}>{t('screens.columnsHelp')}</Box>
          <Box sx={{ maxHeight: 340, overflow: 'auto' }}>
            {columns.map(({ field, schema, shown, pinned }, at) => (
              <Box
                key={field}
                draggable
                onDragStart={(e) => e.dataTransfer.setData(kind, field)}
                onDragOver={(e) => e.dataTransfer.types.includes(kind) && e.preventDefault()}
                onDrop={(e) => onColumns(moved(columns, e.dataTransfer.getData(kind), field))}
                onKeyDown={(e) => {
                  const to = columns[at + ({ ArrowUp: -1, ArrowDown: 1 }[e.altKey ? e.key : ''] ?? 0)];
                  if (!to || to.field === field) return;
                  e.preventDefault();
                  onColumns(moved(columns, field, to.field));
                }}
                sx={{ display: 'flex', alignItems: 'center', height: 32, cursor: 'grab' }}
              >
                <Checkbox
                  size="small"
                  checked={shown}
                  onChange={() => onColumns(changed(columns, field, { shown: !shown }))}
                  slotProps={{ input: { 'aria-label': label(schema.label) } }}
                  sx={{ p: 0.5 }}
                />
                <Box sx={{ flex: 1, ...cut }}>{label(schema.label)}</Box>
                <IconButton
                  size="small"
                  aria-pressed={pinned}
                  aria-label={t('screens.pin', { field: label(schema.label) })}
                  onClick={() => onColumns(changed(columns, field, { pinned: !pinned }))}
                >
                  {pinned ? <PushPinIcon sx={{ fontSize: 16 }} /> : <PushPinOutlinedIcon sx={{ fontSize: 16 }} />}
                </IconButton>
              </Box>
            ))}
          </Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, pt: 1, borderTop: 1, borderColor: 'divider' }}>
            <WhoseButtons
              words={(layer) => t(`screens.saveFor.${layer}`)}
              testid="save-columns"
              main="user"
              onPick={(whose) => void keep(whose)}
            />
            <Button onClick={() => onColumns(null)}>{t('screens.undo')}</Button>
          </Box>
        </Box>
      </Popover>
    </>
  );
}
