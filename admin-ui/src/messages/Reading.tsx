import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import type { InternalMessage } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from './services';
import { ConfirmDelete } from '../kit/ConfirmDelete';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { RestError } from '../providers/strapi/http';
import { Facts, Sentence } from '../kit/card';
import { senderName } from './sender';
import { useMailKey, useMessage } from './use-mail';

type Props = { id: string; mayReply: boolean; onReply: (message: InternalMessage) => void };
const code = (error: unknown): string => (error instanceof RestError ? error.code : 'internal');

function Shown({ message, mayReply, onReply }: Omit<Props, 'id'> & { message: InternalMessage }) {
  const { mail, toasts } = useServices();
  const client = useQueryClient();
  const key = useMailKey();
  const [asking, setAsking] = useState(false);
  const t = useWords();
  const { id, subject, from, to, at, body } = message;
  const remove = async (): Promise<void> => {
    setAsking(false);
    try {
      await mail.remove(id);
      mail.shown.set((before) => ({ ...before, id: null }));
      await client.invalidateQueries({ queryKey: key });
    } catch (error) {
      toasts.say(`refusal.${code(error)}`);
    }
  };
  const whyNot = !from
    ? t('messages.senderGone')
    : from.kind === 'system'
      ? t('messages.fromSystem')
      : mayReply
        ? ''
        : t('messages.draftWaits');
  return (
    <Box component="article" aria-label={subject} data-testid="reading" sx={{ p: 1.5, display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'start', gap: 1 }}>
        <Box component="h2" sx={{ m: 0, mr: 'auto', fontSize: 16, overflowWrap: 'anywhere' }}>
          {subject}
        </Box>
        <Tooltip title={whyNot}>
          <span>
            <Button
              variant="outlined"
              disabled={whyNot !== ''}
              aria-description={whyNot || undefined}
              onClick={() => onReply(message)}
            >
              {t('messages.reply')}
            </Button>
          </span>
        </Tooltip>
        <Button color="error" onClick={() => setAsking(true)}>
          {t('messages.remove')}
        </Button>
      </Box>
      <Facts
        rows={[
          [t('messages.from'), senderName(from, t)],
          [
            t('messages.to'),
            <Box key="to" sx={{ maxHeight: 72, overflow: 'auto', overflowWrap: 'anywhere' }}>
              {to.map(({ label }) => label).join('、')}
            </Box>,
          ],
          [t('messages.at'), dateTime(at, Date.now())],
        ]}
      />
      <Box
        data-testid="message-body"
        sx={{
          pt: 1.5,
          borderTop: 1,
          borderColor: 'divider',
          fontSize: 14,
          lineHeight: 1.7,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {body}
      </Box>
      <ConfirmDelete open={asking} what={subject} onClose={() => setAsking(false)} onDelete={() => void remove()} />
    </Box>
  );
}

export function Reading({ id, ...rest }: Props) {
  const { data, error } = useMessage(id);
  const t = useWords();
  if (data) return <Shown message={data} {...rest} />;
  return (
    <Box sx={{ p: 1.5 }}>
      <Sentence alert={error !== null}>{t(error ? `refusal.${code(error)}` : 'ra.page.loading')}</Sentence>
    </Box>
  );
}
