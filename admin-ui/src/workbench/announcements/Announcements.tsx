import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import PushPinOutlined from '@mui/icons-material/PushPinOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import type { Announcement } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../services';
import { useType } from '../../kit/use-schema';
import { typePath } from '../../kit/pages';
import { useWords } from '../../i18n/use-words';
import { dateTime } from '../../lib/format';
import { Card, Sentence } from '../../kit/card';
import { ReadAnnouncement } from './ReadAnnouncement';
import { useAnnouncements } from './use-announcements';
import { cut } from '../../theme/cut';

const shown = 5; // MSG-02: the latest five

function Line({ one, onOpen }: { one: Announcement; onOpen: () => void }) {
  const t = useWords();
  const Icon = one.pinned ? PushPinOutlined : CampaignOutlined;
  return (
    <Tooltip
      placement="bottom-start"
      title={<span style={{ whiteSpace: 'pre-line' }}>{`${one.title}\n${one.body}`}</span>}
      slotProps={{ tooltip: { sx: { maxWidth: 480, maxHeight: 320, overflow: 'hidden' } } }}
    >
      <ButtonBase
        onClick={onOpen}
        sx={{
          width: '100%',
          display: 'grid',
          gridTemplateColumns: '18px 140px minmax(0, 1fr) minmax(0, 2fr)',
          gap: 1,
          height: 34,
          textAlign: 'left',
          font: 'inherit',
          fontSize: 13,
          '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
        }}
      >
        <Icon titleAccess={one.pinned ? t('announcements.pinned') : undefined} sx={{ fontSize: 16, color: 'text.secondary' }} />
        <Box sx={{ color: 'text.secondary' }}>{dateTime(one.at, Date.now())}</Box>
        <Box sx={{ ...cut, fontWeight: 600 }}>{one.title}</Box>
        <Box sx={{ ...cut, color: 'text.secondary' }}>{one.body}</Box>
      </ButtonBase>
    </Tooltip>
  );
}

/** MSG-01: time and content of what is to be read now; hovering shows the full text, a click opens it. */
export function Announcements() {
  const { tabs } = useServices();
  const { data, error } = useAnnouncements();
  const type = useType('announcement');
  const [open, setOpen] = useState<Announcement | null>(null);
  const t = useWords();
  const all = type && (
    <Button variant="text" onClick={() => tabs.open(typePath('announcement'))}>
      {t('announcements.all')}
    </Button>
  );
  return (
    <Card title={t('announcements.title')} extra={all} testId="announcements">
      {error && !data && <Sentence alert>{t('announcements.away')}</Sentence>}
      {data?.length === 0 && <Sentence>{t('announcements.none')}</Sentence>}
      {data?.slice(0, shown).map((one) => (
        <Line key={one.id} one={one} onOpen={() => setOpen(one)} />
      ))}
      <ReadAnnouncement one={open} onClose={() => setOpen(null)} />
    </Card>
  );
}
