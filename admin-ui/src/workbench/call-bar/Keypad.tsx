import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '../../i18n/use-words';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Twelve keys; the keyboard's do the same while it is open. */
export function Keypad({ onKey, plus = false }: { onKey: (key: string) => void; plus?: boolean }) {
  const t = useWords();
  return (
    <Box
      role="group"
      aria-label={t('bar.keypad')}
      sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 56px)', gap: 0.5, p: 1 }}
    >
      {keys.map((key) => (
        <Button
          key={key}
          variant="text"
          onClick={() => onKey(key)}
          aria-label={t('bar.key', { key })}
          sx={{ height: 40, fontSize: 17, color: 'text.primary' }}
        >
          {key}
        </Button>
      ))}
      {plus && (
        <Button
          variant="text"
          onClick={() => onKey('+')}
          aria-label={t('bar.key', { key: '+' })}
          sx={{ gridColumn: 2, height: 40, fontSize: 17, color: 'text.primary' }}
        >
          +
        </Button>
      )}
    </Box>
  );
}
