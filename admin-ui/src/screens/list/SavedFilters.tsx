import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import type { Filter, TypeSchema } from '@zuoxi/contracts';
import { useState, type FormEvent } from 'react';
import { useWords } from '../../i18n/use-words';
import { useSaveView } from '../save-view';

type Props = { type: TypeSchema; filter: Filter; onUse: (filter: Filter) => void };

/** Queries one asks again and again, by a name of one's own. */
export function SavedFilters({ type, filter, onUse }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [name, setName] = useState('');
  const t = useWords();
  const save = useSaveView();
  const { saved } = type.view;
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    event.stopPropagation(); // the sheet is inside the query's own form, as React sees it
    const id = `f${Date.now().toString(36)}`;
    if (
      await save(
        type.name,
        { layer: 'user' },
        { saved: [...saved.filter((s) => s.label !== name), { id, label: name.trim(), filter }] },
      )
    )
      setName('');
  };
  return (
    <>
      <Tooltip title={t('screens.savedFilters')}>
        <IconButton
          size="small"
          aria-label={t('screens.savedFilters')}
          data-testid="saved-filters"
          onClick={(e) => setAnchor(e.currentTarget)}
        >
          <BookmarkBorderIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {saved.map((one) => (
          <MenuItem
            key={one.id}
            onClick={() => {
              setAnchor(null);
              onUse(one.filter);
            }}
          >
            <Box sx={{ flex: 1 }}>{one.label}</Box>
            <IconButton
              size="small"
              aria-label={t('screens.forgetFilter', { name: one.label })}
              onClick={(e) => {
                e.stopPropagation();
                void save(type.name, { layer: 'user' }, { saved: saved.filter((other) => other.id !== one.id) });
              }}
            >
              <CloseIcon sx={{ fontSize: 14 }} />
            </IconButton>
          </MenuItem>
        ))}
        {saved.length === 0 && <MenuItem disabled>{t('screens.noSavedFilters')}</MenuItem>}
        <Divider />
        <Box
          component="form"
          onSubmit={(e: FormEvent) => void add(e)}
          onKeyDown={(e: React.KeyboardEvent) => e.stopPropagation()}
          sx={{ display: 'flex', gap: 1, px: 1.5, py: 0.5 }}
        >
          <TextField
            value={name}
            onChange={(e) => setName(e.target.value)}
            placeholder={t('screens.filterName')}
            slotProps={{ htmlInput: { 'aria-label': t('screens.filterName'), maxLength: 60 } }}
          />
          <Button type="submit" variant="outlined" disabled={name.trim() === '' || filter.length === 0}>
            {t('screens.saveFilter')}
          </Button>
        </Box>
      </Menu>
    </>
  );
}
