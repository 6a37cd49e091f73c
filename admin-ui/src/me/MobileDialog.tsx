import TextField from '@mui/material/TextField';
import { Mobile } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { CodeField } from '../kit/proof/CodeField';
import { AccountDialog } from '../kit/AccountDialog';
import { useFreshProfile } from './use-profile';
import { ProofFields, useProof } from './proof';

/** LOG-18, PER-03: who changes the number knows the old one, or where there is none the password, and holds the new one. */
export function MobileDialog({ bound, onClose }: { bound: boolean; onClose: () => void }) {
  const { account } = useServices();
  const fresh = useFreshProfile();
  const [old, setOld] = useState('');
  const [mobile, setMobile] = useState('');
  const [code, setCode] = useState('');
  const proof = useProof();
  const t = useWords();
  const field = (label: string, value: string, change: (value: string) => void, name: string) => (
    <TextField
      label={label}
      value={value}
      onChange={(e) => change(e.target.value)}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { name, inputMode: 'tel', maxLength: 32 } }}
      sx={{ mt: 0.5, flex: 1 }}
    />
  );
  const numbersGood = Mobile.safeParse(mobile).success && (!bound || Mobile.safeParse(old).success);
  return (
    <AccountDialog
      title={t(bound ? 'me.changeMobile' : 'me.bindMobile')}
      wrong={proof.wrong}
      busy={proof.busy}
      complete={numbersGood && /^\d{6}$/.test(code.trim()) && (bound || proof.complete)}
      onClose={onClose}
      onSubmit={() =>
        void proof.attempt(async () => {
          await account.changeMobile({ mobile, code, ...(bound ? { old } : proof.given) });
          fresh(null);
          onClose();
        })
      }
    >
      {bound && field(t('me.oldMobile'), old, setOld, 'old')}
      {field(t('me.newMobile'), mobile, setMobile, 'mobile')}
      <CodeField
        label={t('me.code')}
        value={code}
        set={setCode}
        send={numbersGood ? () => account.codeTo(mobile) : null}
        failed={(error) => void proof.attempt(() => Promise.reject(error))}
      />
      {!bound && <ProofFields proof={proof} />}
    </AccountDialog>
  );
}
