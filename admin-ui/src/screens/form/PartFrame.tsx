import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';

type Props<P> = {
  at: number;
  parts: readonly P[];
  onChange: (parts: P[]) => void;
  disabled: boolean;
  movable: boolean;
  title?: string;
  /** which part it is, for who does not see the frame */
  name?: string;
  /** one line high */
  flat?: boolean;
  children: ReactNode;
};

/** The frame around one part of a list: up, down, away. */
export function PartFrame<P>({ at, parts, onChange, disabled, movable, title, name, flat = false, children }: Props<P>) {
  const t = useWords();
  const move = (by: 1 | -1): void => {
    const next = [...parts];
    const [part] = next.splice(at, 1);
    if (part !== undefined) next.splice(at + by, 0, part);
    onChange(next);
  };
  return (
    <Box
      role="group"
      aria-label={name ?? title}
      sx={{ display: 'flex', border: 1, borderColor: 'divider', borderRadius: 1, p: 1, gap: 1 }}
    >
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 1 }}>
        {title && <Box sx={{ fontWeight: 600 }}>{title}</Box>}
        {children}
      </Box>
      {!disabled && (
        <Box sx={{ display: 'flex', flexDirection: flat ? 'row' : 'column', alignItems: flat ? 'center' : undefined }}>
          {movable && (
            <>
              <IconButton size="small" disabled={at === 0} aria-label={t('screens.up')} onClick={() => move(-1)}>
                <ArrowUpwardIcon sx={{ fontSize: 16 }} />
              </IconButton>
              <IconButton size="small" disabled={at === parts.length - 1} aria-label={t('screens.down')} onClick={() => move(1)}>
                <ArrowDownwardIcon sx={{ fontSize: 16 }} />
              </IconButton>
            </>
          )}
          <IconButton
            size="small"
            aria-label={t('screens.removePart')}
            onClick={() => onChange(parts.filter((_, i) => i !== at))}
          >
            <CloseIcon sx={{ fontSize: 16 }} />
          </IconButton>
        </Box>
      )}
    </Box>
  );
}
