import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Popover from '@mui/material/Popover';
import type { Announcement } from '@zuoxi/contracts';
import { useEffect, useState, type ReactNode } from 'react';
import { useServices } from '../services';
import { useType } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { dateTime } from '../../lib/format';
import { ReadAnnouncement } from '../announcements/ReadAnnouncement';
import { useFrame } from '../frame/parts';
import { useAnnouncements } from '../announcements/use-announcements';
import { UnreadMark } from '../../kit/UnreadMark';
import { Sentence } from '../../kit/card';
import { typePath } from '../../kit/pages';
import { cut } from '../../theme/cut';

const shown = 5; // MSG-02: the latest five

function Part({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 1.5, height: 34 }}>
        <Box component="h3" sx={{ m: 0, mr: 'auto', fontSize: 13, fontWeight: 600 }}>
          {title}
        </Box>
        {extra}
      </Box>
      <Box sx={{ pb: 0.5 }}>{children}</Box>
    </Box>
  );
}

type LineProps = { title: string; who?: string; at: number; unread: boolean; onOpen: () => void };
const Line = ({ title, who, at, unread, onOpen }: LineProps) => (
  <ButtonBase
    onClick={onOpen}
    sx={{
      width: '100%',
      display: 'grid',
      gridTemplateColumns: '8px minmax(0, 1fr) auto auto',
      gap: 1,
      px: 1.5,
      height: 30,
      textAlign: 'left',
      font: 'inherit',
      fontSize: 13,
      '&:hover': { bgcolor: (theme) => theme.zuoxi.raised },
      '&:focus-visible': { outlineOffset: -2 },
    }}
  >
    <UnreadMark unread={unread} />
    <Box component="span" sx={{ ...cut, fontWeight: unread ? 700 : 400 }}>
      {title}
    </Box>
    <Box component="span" sx={{ ...cut, maxWidth: 96, color: 'text.secondary' }}>
      {who}
    </Box>
    <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>
      {dateTime(at, Date.now())}
    </Box>
  </ButtonBase>
);

const Nothing = ({ children, alert }: { children: ReactNode; alert?: boolean }) => (
  <Box sx={{ px: 1.5 }}>
    <Sentence alert={alert}>{children}</Sentence>
  </Box>
);

/** MSG-02: the latest five of each kind; a click shows the whole. Opening it is looking at the announcements. */
export default function Reminders({ anchor, onClose }: { anchor: HTMLElement | null; onClose: () => void }) {
  const { tabs, announcementsSeen } = useServices();
  const announcements = useAnnouncements();
  const parts = useFrame().useBell();
  const type = useType('announcement');
  const [seenBefore] = useState(() => announcementsSeen.get());
  const [reading, setReading] = useState<Announcement | null>(null);
  const t = useWords();
  const newest = Math.max(0, ...(announcements.data ?? []).map(({ at }) => at));
  useEffect(() => announcementsSeen.set((before) => Math.max(before, newest)), [announcementsSeen, newest]);
  const go = (path: string): void => {
    tabs.open(path);
    onClose();
  };
  const all = (path: string, label: string) => (
    <Button variant="text" onClick={() => go(path)}>
      {label}
    </Button>
  );
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: { role: 'dialog', 'aria-label': t('reminders.title'), sx: { width: 440, maxHeight: 'calc(100vh - 150px)' } },
      }}
    >
      <Part title={t('announcements.title')} extra={type && all(typePath('announcement'), t('announcements.all'))}>
        {announcements.error && !announcements.data && <Nothing alert>{t('announcements.away')}</Nothing>}
        {announcements.data?.length === 0 && <Nothing>{t('announcements.none')}</Nothing>}
        {announcements.data?.slice(0, shown).map((one) => (
          <Line key={one.id} title={one.title} at={one.at} unread={one.at > seenBefore} onOpen={() => setReading(one)} />
        ))}
      </Part>
      {parts.map(({ id, title, lines, says, away, all: more }) => (
        <Part key={id} title={title} extra={more && all(more.path, more.label)}>
          {away && !lines && <Nothing alert>{says.away}</Nothing>}
          {lines?.length === 0 && <Nothing>{says.none}</Nothing>}
          {lines?.map(({ id: line, open, ...told }) => (
            <Line
              key={line}
              {...told}
              onOpen={() => {
                open();
                onClose();
              }}
            />
          ))}
        </Part>
      ))}
      <Part title={t('home.tasks')}>
        <Nothing>{t('home.empty.tasks')}</Nothing>
      </Part>
      <Part title={t('home.schedule')}>
        <Nothing>{t('home.empty.schedule')}</Nothing>
      </Part>
      <ReadAnnouncement one={reading} onClose={() => setReading(null)} />
    </Popover>
  );
}
