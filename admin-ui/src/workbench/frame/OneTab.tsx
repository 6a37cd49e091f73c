import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect, useRef } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { homePath } from '../../kit/pages';
import type { Tab } from '../../kit/tabs';
import { useTitle } from './use-title';

export const tabId = (path: string): string => `tab${path}`;

type Props = { tab: Tab; active: boolean; unsaved: boolean; onClose: (path: string) => void };

/** WB-04: the active one is bold on the page's own ground; home has no ×. A dot says that something is not saved. Dragging puts it elsewhere. */
export function OneTab({ tab, active, unsaved, onClose }: Props) {
  const { tabs } = useServices();
  const t = useWords();
  const title = useTitle()(tab);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <Box
      ref={ref}
      draggable={tab.path !== homePath}
      onDragStart={(e) => e.dataTransfer.setData('text/x-zuoxi-tab', tab.path)}
      onDragOver={(e) => e.dataTransfer.types.includes('text/x-zuoxi-tab') && e.preventDefault()}
      onDrop={(e) => tabs.move(e.dataTransfer.getData('text/x-zuoxi-tab'), tab.path)}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flex: '0 0 auto',
        maxWidth: 200,
        minWidth: 84,
        borderRight: 1,
        borderColor: 'divider',
        bgcolor: active ? 'background.default' : 'transparent',
        boxShadow: active ? (theme) => `inset 0 2px ${theme.zuoxi.accent}` : 'none',
      }}
    >
      <Box
        component="button"
        role="tab"
        id={tabId(tab.path)}
        aria-selected={active}
        aria-controls={`panel${tab.path}`}
        title={title}
        onClick={() => tabs.open(tab.path)}
        onAuxClick={(e) => e.button === 1 && onClose(tab.path)}
        sx={{
          all: 'unset',
          flex: 1,
          cursor: 'pointer',
          px: 1.5,
          lineHeight: '36px',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          fontWeight: active ? 600 : 400,
          '&:focus-visible': { outline: 2, outlineStyle: 'solid', outlineColor: 'primary.main', outlineOffset: -2 },
        }}
      >
        {unsaved && (
          <Box component="span" aria-label={t('tabs.unsaved')} sx={{ color: 'primary.main', mr: 0.5 }}>
            ●
          </Box>
        )}
        {title}
      </Box>
      {tab.path !== homePath && (
        <IconButton
          size="small"
          aria-label={t('tabs.close', { title })}
          onClick={() => onClose(tab.path)}
          sx={{ width: 24, height: 24, p: 0, mr: 0.5 }}
        >
          <CloseIcon sx={{ fontSize: 15 }} />
        </IconButton>
      )}
    </Box>
  );
}
