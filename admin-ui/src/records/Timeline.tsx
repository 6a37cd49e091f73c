import Box from '@mui/material/Box';
import { useWords, type Words } from '../i18n/use-words';
import { timeOfDay } from '../lib/format';
import { storyOf, type TimelineEntry } from './story';

/** One fact in words; the agent or queue it names, and how it ended, belong to the sentence. */
function sentence(t: Words, { type, agent, queue, result }: TimelineEntry): string {
  const says =
    result &&
    t(type === 'offer.ended' ? `offer.${result}` : type === 'call.ended' ? `outcome.${result}` : `ending.cause.${result}`);
  return t(`fact.${type}`, { agent: agent ?? '', queue: queue ?? '', result: says ?? '' });
}

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useWords();
  return (
    <Box component="ol" aria-label={t('call.timeline')} data-testid="timeline" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {storyOf(entries).map((entry, i) => (
        <Box component="li" key={i} sx={{ display: 'grid', gridTemplateColumns: '68px minmax(0, 1fr)', lineHeight: '24px' }}>
          <Box sx={{ color: 'text.secondary' }}>{timeOfDay(entry.at)}</Box>
          <span>{sentence(t, entry)}</span>
        </Box>
      ))}
    </Box>
  );
}
