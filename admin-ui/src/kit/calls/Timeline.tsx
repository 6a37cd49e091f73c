import Box from '@mui/material/Box';
import type { TimelineRow } from '@zuoxi/contracts';
import { useWords, type Words } from '../../i18n/use-words';
import { timeOfDay } from '../../lib/format';

/** How it ended. A hang-up is told by who did it. */
function resultOf(t: Words, { type, result, by }: TimelineRow): string {
  if (result === undefined) return '';
  if (type === 'offer.ended') return t(`offer.${result}`);
  if (type === 'flow.ended') return t(`selfService.result.${result}`);
  if (type === 'call.ended') return t(`outcome.${result}`);
  return result === 'hangup' && by ? t(`ending.owner.${by}`) : t(`ending.cause.${result}`);
}

/** One fact in words: who, which queue, and how it ended belong to the sentence. */
function sentence(t: Words, entry: TimelineRow): string {
  const { type, agent, queue, party, flow, pressed } = entry;
  return t(`fact.${type}`, {
    who: agent ?? t(`party.${party ?? 'unknown'}`),
    queue: queue ?? '',
    flow: flow ?? '',
    result: resultOf(t, entry),
    ...pressed,
  });
}

export function Timeline({ entries }: { entries: readonly TimelineRow[] }) {
  const t = useWords();
  return (
    <Box component="ol" aria-label={t('call.timeline')} data-testid="timeline" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {entries.map((entry, i) => (
        <Box component="li" key={i} sx={{ display: 'grid', gridTemplateColumns: '68px minmax(0, 1fr)', lineHeight: '24px' }}>
          <Box sx={{ color: 'text.secondary' }}>{timeOfDay(entry.at)}</Box>
          <span>{sentence(t, entry)}</span>
        </Box>
      ))}
    </Box>
  );
}
