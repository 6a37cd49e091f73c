import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useWords } from '../i18n/use-words';
import { browsers } from './browsers';

/** ENV-03: recommended browsers with their downloads, on the login page. */
export function Browsers() {
  const t = useWords();
  return (
    <Box
      data-testid="browsers"
      sx={{ color: 'text.secondary', fontSize: 12.5, display: 'flex', gap: 1.5, justifyContent: 'center' }}
    >
      {t('entry.browsers')}
      {browsers.map(({ name, url }) => (
        <Link key={name} href={url} target="_blank" rel="noreferrer" color="inherit">
          {name}
        </Link>
      ))}
    </Box>
  );
}
