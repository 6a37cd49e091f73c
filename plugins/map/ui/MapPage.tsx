import { Alert, Box, Button, CircularProgress, TextField, type Host } from '@zuoxi/plugin/ui';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Drawn } from './draw';
import { findPlaces, findWay, type Place, type Way } from './service';
import { words } from './words';

type SearchResult = { places: readonly Place[]; way: Way | null };
type Trouble = 'unknown' | 'noWay' | 'away';

/** Draws what was found; the library comes with the first map. */
function useMap(host: Host, { places, way }: SearchResult) {
  const element = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<Drawn | null>(null);
  useEffect(() => {
    let gone = false;
    let drawn: Drawn | null = null;
    void import('./draw').then(({ draw }) => {
      if (gone || !element.current) return;
      drawn = draw(element.current, host);
      setMap(drawn);
    });
    return () => {
      gone = true;
      drawn?.remove();
    };
  }, [host]);
  useEffect(() => map?.show(places, way), [map, places, way]);
  return element;
}

const distance = (metres: number): string => (metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`);
const minutes = (seconds: number): string => `${Math.max(1, Math.round(seconds / 60))} min`;

/** EXT-01: an address is searched. EXT-03: with an end, the way to it. What cannot be found is asked for again (EXT-02). */
export function MapPage({ host, address }: { host: Host; address: string }) {
  const t = host.useWords();
  const language = host.useLanguage();
  const [from, setFrom] = useState(address);
  const [to, setTo] = useState('');
  const [found, setFound] = useState<SearchResult>({ places: [], way: null });
  const [trouble, setTrouble] = useState<{ what: Trouble; field: 'from' | 'to' | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const map = useMap(host, found);

  const look = async (start: string, end: string): Promise<void> => {
    const [first, last] = await Promise.all(
      [start, end].map(async (text) => (text ? await findPlaces(host, text, language) : [])),
    );
    if (!first?.[0]) return setTrouble({ what: 'unknown', field: 'from' });
    if (!end) return setFound({ places: first.slice(0, 1), way: null });
    if (!last?.[0]) return setTrouble({ what: 'unknown', field: 'to' });
    const way = await findWay(host, first[0], last[0]);
    setFound({ places: [first[0], last[0]], way });
    if (!way) setTrouble({ what: 'noWay', field: null });
  };
  const search = async (start: string, end: string): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    await look(start.trim(), end.trim()).catch(() => setTrouble({ what: 'away', field: null }));
    setBusy(false);
  };
  useEffect(() => {
    if (address) void search(address, '');
    // once, for the address the page was opened with
  }, [address]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void search(from, to);
  };

  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', gap: 1.5, p: 1.5 }}>
      <Box component="form" onSubmit={submit} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <TextField
          label={t(to ? words.from : words.address)}
          value={from}
          required
          error={trouble?.field === 'from'}
          onChange={(e) => setFrom(e.target.value)}
          sx={{ width: 320 }}
        />
        <TextField
          label={t(words.to)}
          value={to}
          error={trouble?.field === 'to'}
          onChange={(e) => setTo(e.target.value)}
          sx={{ width: 320 }}
        />
        <Button type="submit" variant="contained" disabled={busy || !from.trim()}>
          {t(to.trim() ? words.route : words.search)}
        </Button>
        {busy && <CircularProgress size={18} />}
        {found.way && !busy && (
          <Box component="strong" role="status">
            {distance(found.way.metres)} · {minutes(found.way.seconds)}
          </Box>
        )}
      </Box>
      {trouble && <Alert severity="warning">{t(words[trouble.what])}</Alert>}
      <Box
        ref={map}
        data-testid="map"
        sx={{ flex: 1, position: 'relative', minHeight: 240, border: 1, borderColor: 'divider', zIndex: 0 }}
      />
    </Box>
  );
}
