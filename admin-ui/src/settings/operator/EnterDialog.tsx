import TextField from '@mui/material/TextField';
import { ActRequest } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { AccountDialog } from '../../kit/AccountDialog';
import { useSending } from './use-sending';

const Reason = ActRequest.shape.reason;

export function EnterDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { operator } = useServices();
  const [reason, setReason] = useState('');
  const { send, ...state } = useSending();
  const t = useWords();
  return (
    <AccountDialog
      title={t('operator.enterTitle', { name })}
      submitLabel={t('operator.enter')}
      {...state}
      complete={Reason.safeParse(reason).success}
      onClose={onClose}
      onSubmit={() => send(() => operator.enter(id, reason))}
    >
      <TextField autoFocus label={t('operator.reason')} value={reason} onChange={(e) => setReason(e.target.value)} />
    </AccountDialog>
  );
}
