import PhoneAndroid from '@mui/icons-material/PhoneAndroid';
import PhoneForwarded from '@mui/icons-material/PhoneForwarded';
import type { SvgIconComponent } from '@mui/icons-material';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { PendingMark } from '../../kit/PendingMark';
import { useAttempt } from '../../kit/attempt';
import { mobileSwitches, type MobileSwitchId } from './mobile-switches';

const icons: Readonly<Record<MobileSwitchId, SvgIconComponent>> = { answering: PhoneAndroid, dialing: PhoneForwarded };

/** Beside the state: 手机接听 and 手机外呼. */
export function MobileSwitches() {
  const { desk } = useServices();
  const live = useLive((s) => s);
  const attempt = useAttempt();
  const t = useWords();
  const pending = live.pending.has('agent.mobile');
  return (
    <Box role="group" aria-label={t('byMobile.title')} sx={{ display: 'flex', flex: 'none' }}>
      {mobileSwitches(live).map(({ id, on, command, whyNot }) => {
        const Icon = icons[id];
        const hint = whyNot ? t(`why.${whyNot}`) : t(`byMobile.${id}${on ? 'On' : 'Off'}`);
        return (
          <Tooltip key={id} title={`${t(`byMobile.${id}`)} · ${hint}`}>
            <span>
              <IconButton
                size="small"
                data-testid={`mobile-${id}`}
                aria-label={t(`byMobile.${id}`)}
                aria-pressed={on}
                aria-busy={pending}
                aria-description={hint}
                disabled={whyNot !== null}
                onClick={() => pending || attempt(() => desk.do(command))}
                sx={{
                  p: 0.5,
                  width: 30,
                  height: 30,
                  borderRadius: 1,
                  ...(on
                    ? { bgcolor: 'primary.main', color: 'primary.contrastText', '&:hover': { bgcolor: 'primary.dark' } }
                    : {}),
                }}
              >
                {pending ? <PendingMark /> : <Icon sx={{ fontSize: 18 }} />}
              </IconButton>
            </span>
          </Tooltip>
        );
      })}
    </Box>
  );
}
