import ExpandLessIcon from '@mui/icons-material/ExpandLess';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import { CardFrameContext } from '../../kit/card';
import type { Move, Side } from './layout';

/** `anew`: the panel begins again; null: nothing to ask for yet. */
export type HomePanel = { id: string; side: Side; label: string; refresh: (() => void) | 'anew' | null; shows: ReactNode };

export const dragged = 'text/x-zuoxi-panel';
const small = { p: 0.5, borderRadius: 0.5 };
const moves: readonly Move[] = ['up', 'down', 'across'];

type Props = {
  id: string;
  label: string;
  folded: boolean;
  onFold: () => void;
  onRefresh: (() => void) | undefined;
  onDrop: (id: string) => void;
  mover: (move: Move) => (() => void) | null;
  children: ReactNode;
};

/** WB-01: one card of home with its own refresh, folded or not, dragged by its handle or moved by the handle's menu. */
export function Panel({ id, label, folded, onFold, onRefresh, onDrop, mover, children }: Props) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [over, setOver] = useState(false);
  const frame = useMemo(
    () => ({
      folded,
      handle: (
        <IconButton
          size="small"
          draggable
          aria-haspopup="menu"
          aria-label={t('home.move', { label })}
          title={t('home.moveHelp')}
          onClick={(e) => setAnchor(e.currentTarget)}
          onDragStart={(e) => {
            e.dataTransfer.setData(dragged, id);
            if (box.current) e.dataTransfer.setDragImage(box.current, 12, 12);
          }}
          sx={{ ...small, px: 0, cursor: 'grab', color: 'text.secondary' }}
        >
          <DragIndicatorIcon sx={{ fontSize: 16 }} />
        </IconButton>
      ),
      tools: (
        <>
          {onRefresh && (
            <IconButton size="small" aria-label={t('home.refresh', { label })} onClick={onRefresh} sx={small}>
              <RefreshIcon sx={{ fontSize: 16 }} />
            </IconButton>
          )}
          <IconButton
            size="small"
            aria-expanded={!folded}
            aria-label={t(folded ? 'home.unfold' : 'home.fold', { label })}
            onClick={onFold}
            sx={small}
          >
            {folded ? <ExpandMoreIcon sx={{ fontSize: 16 }} /> : <ExpandLessIcon sx={{ fontSize: 16 }} />}
          </IconButton>
        </>
      ),
    }),
    [folded, id, label, onFold, onRefresh, t],
  );
  return (
    <Box
      ref={box}
      data-testid={`panel-${id}`}
      onDragOver={(e) => {
        if (!e.dataTransfer.types.includes(dragged)) return;
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.stopPropagation();
        setOver(false);
        onDrop(e.dataTransfer.getData(dragged));
      }}
      sx={{ minWidth: 0, boxShadow: over ? (theme) => `0 -3px ${theme.zuoxi.accent}` : 'none' }}
    >
      <CardFrameContext.Provider value={frame}>{children}</CardFrameContext.Provider>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {moves.map((move) => {
          const go = mover(move);
          return (
            <MenuItem
              key={move}
              disabled={!go}
              onClick={() => {
                setAnchor(null);
                go?.();
              }}
            >
              {t(`home.moveBy.${move}`)}
            </MenuItem>
          );
        })}
      </Menu>
    </Box>
  );
}
