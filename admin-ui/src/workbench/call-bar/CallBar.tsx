import Box from '@mui/material/Box';
import { useLive } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { AvatarMenu } from '../state/AvatarMenu';
import { PluginButtons } from './PluginButtons';
import { MobileSwitches } from '../state/MobileSwitches';
import { PhoneLink } from '../state/PhoneLink';
import { StateMenu } from '../state/StateMenu';
import { CallTimer } from './CallTimer';
import { DialBox } from './DialBox';
import { Slots } from './Slots';
import { cut } from '../../theme/cut';

/** Never moves and never lies: fixed places, drawn from the switch's view. The enterprise and the first group stand on top (WB-12). */
export function CallBar() {
  const tenant = useLive((s) => s.view?.tenant.name);
  const team = useLive((s) => s.view?.agent.groups[0]);
  const t = useWords();
  return (
    <Box
      component="header"
      aria-label={t('bar.title')}
      sx={{
        gridArea: 'bar',
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        pr: 1,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box
        title={[tenant, team].filter(Boolean).join(' / ')}
        sx={{
          width: 120,
          pl: 1.5,
          lineHeight: '18px',
          flex: 'none',
          '& > *': cut,
        }}
      >
        <Box data-testid="tenant" sx={{ fontWeight: 600, fontSize: 14 }}>
          {tenant}
        </Box>
        <Box data-testid="team" sx={{ fontSize: 12, color: 'text.secondary' }}>
          {team}
        </Box>
      </Box>
      <DialBox />
      <Slots />
      <PluginButtons />
      <CallTimer />
      <Box sx={{ flex: 1 }} />
      <PhoneLink />
      <MobileSwitches />
      <StateMenu />
      <AvatarMenu />
    </Box>
  );
}
