import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { MailFolder, MessageLine } from '@zuoxi/contracts';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { RestError } from '../providers/strapi/http';
import { Sentence } from '../kit/card';
import { PickLine } from '../kit/two-panes';
import { senderName } from './sender';
import { UnreadMark } from '../kit/UnreadMark';
import { useFolder } from './use-mail';
import { cut } from '../theme/cut';

function Line({ line, on, onOpen }: { line: MessageLine; on: boolean; onOpen: () => void }) {
  const t = useWords();
  const to = line.to.join('、');
  const others =
    line.folder === 'inbox'
      ? senderName(line.from, t)
      : line.toCount > line.to.length
        ? t('messages.andMore', { to, n: line.toCount })
        : to;
  return (
    <PickLine columns="10px minmax(0, 1fr) auto" on={on} testId="message" onClick={onOpen}>
      <UnreadMark unread={line.unread} />
      <Box component="span" sx={{ ...cut, fontWeight: line.unread ? 700 : 400 }}>
        {line.subject}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>
        {dateTime(line.at, Date.now())}
      </Box>
      <Box component="span" sx={{ ...cut, gridColumn: '2 / -1', color: 'text.secondary' }}>
        {others}
      </Box>
    </PickLine>
  );
}

type Props = { folder: MailFolder; shown: string | null; onOpen: (id: string) => void };

/** MSG-03: subject, who, and when; what is unread is bold. */
export function MessageList({ folder, shown, onOpen }: Props) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useFolder(folder);
  const t = useWords();
  const lines = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
      {error && !data && (
        <Box sx={{ px: 1.5 }}>
          <Sentence alert>{t(`refusal.${error instanceof RestError ? error.code : 'internal'}`)}</Sentence>
        </Box>
      )}
      {data && lines.length === 0 && (
        <Box sx={{ px: 1.5 }}>
          <Sentence>{t(`messages.none.${folder}`)}</Sentence>
        </Box>
      )}
      {lines.map((line) => (
        <Line key={line.id} line={line} on={line.id === shown} onOpen={() => onOpen(line.id)} />
      ))}
      {hasNextPage && (
        <Button fullWidth aria-busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('messages.more')}
        </Button>
      )}
    </Box>
  );
}
