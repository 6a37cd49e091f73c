/** Buttons that plugins bring to the call bar: one place that opens a list, so that the bar never grows. */
import ExtensionOutlined from '@mui/icons-material/ExtensionOutlined';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { useLive } from '../../kit/services';
import { useBrought } from '../../kit/slots/brought';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';

export function PluginButtons() {
  const { plugins } = useServices();
  const call = useLive((s) => s.view?.call ?? null);
  const [language] = useLanguage();
  const t = useWords();
  const brought = useBrought('callBar');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const safely = <T,>(plugin: string, work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      plugins.trouble(plugin, 'callBar', error);
      return otherwise;
    }
  };
  const buttons = brought.filter(({ plugin, one }) => safely(plugin, () => one.shown?.(call) ?? true, false));
  if (!brought.length) return null;
  return (
    <>
      <Tooltip title={t('plugins.title')}>
        <span>
          <IconButton
            size="small"
            aria-label={t('plugins.title')}
            disabled={!buttons.length}
            onClick={(e) => setAnchor(e.currentTarget)}
          >
            <ExtensionOutlined fontSize="small" />
          </IconButton>
        </span>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {buttons.map(({ plugin, key, one: { label, press } }) => (
          <MenuItem
            key={key}
            onClick={() => {
              setAnchor(null);
              safely(plugin, () => press(call), undefined);
            }}
          >
            {label[language]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
