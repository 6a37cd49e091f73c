import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import type { Link } from '../providers/live/state';

type Away = Extract<Link, { kind: 'elsewhere' | 'moved' | 'replaced' }>;

/** One account, one workbench (LOG-04, D10): whose turn it is is decided here, by a person. */
export function ElsewherePage({ link }: { link: Away }) {
  const { live, accounts, signOut } = useServices();
  const t = useWords();
  const since = link.kind === 'elsewhere' && link.since !== null ? dateTime(link.since, Date.now()) : null;
  const mayMove = link.kind !== 'elsewhere' || link.mayMove;
  const move = (): void => {
    live.moveHere();
    void accounts.movedHere();
  };
  return (
    <Box
      data-testid={`session-${link.kind}`}
      sx={{ height: '100%', display: 'grid', placeItems: 'center', bgcolor: 'background.default' }}
    >
      <Box sx={{ width: 460, p: 4, bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1 }}>
        <Box component="h1" sx={{ m: 0, mb: 1.5, fontSize: 18 }}>
          {t(`session.${link.kind}.title`)}
        </Box>
        <Box sx={{ mb: 3, fontSize: 14 }}>
          {t(mayMove ? `session.${link.kind}.text` : 'doors.elsewhere.forbidden')}
          {since && <Box sx={{ color: 'text.secondary' }}>{t('session.since', { since })}</Box>}
        </Box>
        <Box sx={{ display: 'flex', gap: 1 }}>
          {mayMove && (
            <Button data-testid="move-here" variant="contained" size="medium" onClick={move}>
              {t('session.moveHere')}
            </Button>
          )}
          <Button size="medium" onClick={() => void signOut()}>
            {t('avatar.logout')}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}
