import { Box, Button, type Host, type RowFacts } from '@zuoxi/plugin/ui';
import { words } from './words';

const isAddress = ([name, value]: [string, unknown]): boolean =>
  /address|地址/i.test(name) && typeof value === 'string' && value.trim() !== '';

/** The first field that is called an address and holds one, the tenant's own fields included. */
export function addressOf({ row }: RowFacts): string | null {
  const found = [...Object.entries(row), ...Object.entries(row.custom ?? {})].find(isAddress);
  return found ? String(found[1]) : null;
}

export function AddressPanel({ host, facts }: { host: Host; facts: RowFacts }) {
  const t = host.useWords();
  const address = addressOf(facts);
  if (!address) return <Box sx={{ color: 'text.secondary' }}>{t(words.none)}</Box>;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <span>{address}</span>
      <Button variant="outlined" onClick={() => host.open(`map?q=${encodeURIComponent(address)}`)}>
        {t(words.show)}
      </Button>
    </Box>
  );
}
