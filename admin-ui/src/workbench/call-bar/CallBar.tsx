import Box from '@mui/material/Box';
import { useLive } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { AvatarMenu } from '../state/AvatarMenu';
import { PhoneLink } from '../state/PhoneLink';
import { StateMenu } from '../state/StateMenu';
import { CallTimer } from './CallTimer';
import { DialBox } from './DialBox';
import { Slots } from './Slots';

/** Never moves and never lies: fixed places, drawn from the switch's view. */
export function CallBar() {
  const tenant = useLive((s) => s.view?.tenant.name);
  const t = useWords();
  return (
    <Box
      component="header"
      aria-label={t('bar.title')}
      sx={{
        gridArea: 'bar',
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        pr: 1,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box
        title={tenant}
        data-testid="tenant"
        sx={{
          width: 132,
          pl: 1.5,
          fontWeight: 600,
          fontSize: 14,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          flex: 'none',
        }}
      >
        {tenant}
      </Box>
      <DialBox />
      <Slots />
      <CallTimer />
      <Box sx={{ flex: 1 }} />
      <PhoneLink />
      <StateMenu />
      <AvatarMenu />
    </Box>
  );
}
