import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import type { RecordRow } from '@zuoxi/contracts';
import { lazy, Suspense } from 'react';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { RestError } from '../providers/strapi/http';
import { numberWords } from '../kit/calls/number-words';
import { Card, Sentence } from '../kit/card';
import { CallBack } from '../kit/calls/CallBack';
import { useRecord } from './use-record';

const Player = lazy(() => import('./Player'));
const formats = ['mp3', 'wav'] as const;

/** REC-11: one message, to be heard, downloaded and answered by a call. */
export function Message({ row, close }: { row: RecordRow; close: () => void }) {
  const { data, error } = useRecord(row.id);
  const t = useWords();
  const title = t('voicemail.one', { number: numberWords(t, row.number), at: dateTime(row.startedAt, Date.now()) });
  return (
    <Box sx={{ mx: 1.5, mb: 1.5, flex: 'none' }}>
      <Card
        title={title}
        testId="voicemail-message"
        extra={
          <Box sx={{ display: 'flex' }}>
            <CallBack row={row} />
            <IconButton size="small" aria-label={t('voicemail.close')} onClick={close}>
              <CloseIcon sx={{ fontSize: 18 }} />
            </IconButton>
          </Box>
        }
      >
        {!data && (
          <Sentence alert={Boolean(error)}>
            {t(error ? `records.failed.${error instanceof RestError ? error.code : 'internal'}` : 'ra.page.loading')}
          </Sentence>
        )}
        <Suspense fallback={<Sentence>{t('ra.page.loading')}</Sentence>}>
          {data?.segments.map(({ url, startedAt }, i) => (
            <Box key={startedAt}>
              <Player
                url={url}
                label={t('records.segment', { n: i + 1, of: data.segments.length, at: dateTime(startedAt, Date.now()) })}
              />
              {formats.map((format) => (
                <Button key={format} component="a" href={`${url}?format=${format}&download=1`} sx={{ mr: 1 }}>
                  {t('voicemail.downloadAs', { format })}
                </Button>
              ))}
            </Box>
          ))}
        </Suspense>
      </Card>
    </Box>
  );
}
