import TextField from '@mui/material/TextField';
import { FirstAdmin } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { AccountDialog } from '../../kit/AccountDialog';
import { useSending } from './use-sending';

const fields = ['number', 'name', 'email'] as const;

export function FirstAdminDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { operator, toasts } = useServices();
  const [draft, setDraft] = useState<FirstAdmin>({ number: '9001', name: '', email: '' });
  const { send, ...state } = useSending();
  const t = useWords();
  const make = async (): Promise<void> => {
    await operator.firstAdmin(id, FirstAdmin.parse(draft));
    toasts.say('operator.made');
    onClose();
  };
  return (
    <AccountDialog
      title={t('operator.adminTitle', { name })}
      {...state}
      complete={FirstAdmin.safeParse(draft).success}
      onClose={onClose}
      onSubmit={() => send(make)}
    >
      {fields.map((field) => (
        <TextField
          key={field}
          autoFocus={field === 'name'}
          type={field === 'email' ? 'email' : 'text'}
          label={t(`operator.${field}`)}
          value={draft[field]}
          onChange={(e) => setDraft({ ...draft, [field]: e.target.value })}
        />
      ))}
    </AccountDialog>
  );
}
