import Box from '@mui/material/Box';
import { useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { CodeField } from '../kit/proof/CodeField';
import { Field } from '../kit/proof/parts';
import { AccountDialog } from '../kit/AccountDialog';
import { useFreshProfile } from './use-profile';
import { ProofFields, useProof } from './proof';

/** An address sets a new password (LOG-22): who changes it knows the password and reads mail at the new one. Left empty: none any more. */
export function EmailDialog({ bound, onClose }: { bound: boolean; onClose: () => void }) {
  const { account } = useServices();
  const fresh = useFreshProfile();
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const proof = useProof();
  const t = useWords();
  const named = email.trim() !== '';
  const looksGood = /^\S+@\S+\.\S+$/.test(email.trim());
  const complete = proof.complete && (named ? looksGood && code.length === 6 : bound);
  const change = async (): Promise<void> => {
    fresh(await account.changeEmail(named ? { email, code, ...proof.given } : { email: null, ...proof.given }));
    onClose();
  };
  return (
    <AccountDialog
      title={t(bound ? 'me.changeEmail' : 'me.bindEmail')}
      wrong={proof.wrong}
      busy={proof.busy}
      complete={complete}
      onClose={onClose}
      onSubmit={() => void proof.attempt(change)}
    >
      <Box sx={{ color: 'text.secondary' }}>{t(bound ? 'me.emailChangeHelp' : 'me.emailHelp')}</Box>
      <Field
        label={t('me.newEmail')}
        value={email}
        set={setEmail}
        focus
        input={{ name: 'email', type: 'email', autoComplete: 'email', maxLength: 254 }}
      />
      {(named || !bound) && (
        <CodeField
          label={t('doors.emailCode')}
          value={code}
          set={setCode}
          send={looksGood ? () => account.codeToEmail(email) : null}
          failed={(error) => void proof.attempt(() => Promise.reject(error))}
        />
      )}
      <ProofFields proof={proof} />
    </AccountDialog>
  );
}
