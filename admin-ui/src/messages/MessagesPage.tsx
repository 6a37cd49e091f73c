import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQueryClient } from '@tanstack/react-query';
import type { MailFolder } from '@zuoxi/contracts';
import { useEffect, useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { useStore } from '../lib/use-store';
import { messagesPath } from '../kit/pages';
import { Sentence } from '../kit/card';
import { TwoPanes } from '../kit/two-panes';
import type { Draft } from './mail';
import { MessageList } from './MessageList';
import { Reading } from './Reading';
import { emptyDraft, isDirty, replyTo } from './reply';
import { useLatest, useMailKey } from './use-mail';
import { Writing } from './Writing';

const folders: readonly MailFolder[] = ['inbox', 'sent'];

/** `/messages` (MSG-03): the list on the left; on the right the message that is read, or the one that is being written. */
export default function MessagesPage() {
  const { mail, tabs } = useServices();
  const client = useQueryClient();
  const key = useMailKey();
  const shown = useStore(mail.shown);
  const unread = useLatest().data?.unread ?? 0;
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [writing, setWriting] = useState(false);
  const t = useWords();
  const dirty = isDirty(draft);
  useEffect(() => tabs.keep(messagesPath, dirty), [tabs, dirty]);
  useEffect(() => setWriting(false), [shown]); // what was chosen, here or at the bell, is shown; the draft waits
  const write = (next: Draft): void => {
    setDraft(next);
    setWriting(true);
  };
  const put = (): void => {
    setDraft(emptyDraft);
    setWriting(false);
  };
  return (
    <TwoPanes
      testId="messages"
      label={t('page.messages')}
      columns="minmax(220px, 34%) minmax(0, 1fr)"
      list={
        <>
          <Box sx={{ display: 'flex', gap: 1, p: 1, alignItems: 'center', borderBottom: 1, borderColor: 'divider' }}>
            <ToggleButtonGroup
              exclusive
              size="small"
              aria-label={t('messages.folders')}
              value={shown.folder}
              onChange={(_, folder: MailFolder | null) => folder && mail.shown.set({ folder, id: null })}
              sx={{ mr: 'auto' }}
            >
              {folders.map((folder) => (
                <ToggleButton key={folder} value={folder} sx={{ whiteSpace: 'nowrap' }}>
                  {t(`messages.folder.${folder}`)}
                  {folder === 'inbox' && unread > 0 && ` (${unread})`}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <Button variant="contained" onClick={() => setWriting(true)} sx={{ whiteSpace: 'nowrap' }}>
              {t(dirty && !writing ? 'messages.goOn' : 'messages.write')}
            </Button>
          </Box>
          <MessageList
            folder={shown.folder}
            shown={writing ? null : shown.id}
            onOpen={(id) => mail.shown.set((before) => ({ ...before, id }))}
          />
        </>
      }
    >
      <Box sx={{ minHeight: 0, overflow: 'auto', bgcolor: 'background.paper' }}>
        {writing && (
          <Writing
            draft={draft}
            onChange={setDraft}
            onDiscard={put}
            onSent={() => {
              put();
              void client.invalidateQueries({ queryKey: key });
            }}
          />
        )}
        {!writing && shown.id !== null && (
          <Reading key={shown.id} id={shown.id} mayReply={!dirty} onReply={(message) => write(replyTo(message, t, Date.now()))} />
        )}
        {!writing && shown.id === null && (
          <Box sx={{ p: 1.5 }}>
            <Sentence>{t('messages.choose')}</Sentence>
          </Box>
        )}
      </Box>
    </TwoPanes>
  );
}
