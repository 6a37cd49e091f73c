import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState, type FormEvent } from 'react';
import { useServices } from '../app/services';
import { useLanguage, useWords } from '../i18n/use-words';
import { RestError } from '../providers/strapi/http';
import { useStore } from '../lib/use-store';
import { PendingMark } from '../workbench/call-bar/PendingMark';
import { Notifier } from '../workbench/notifier';
import { Browsers } from './Browsers';

/** LOG-06, LOG-13, D17. The click that logs in is also the one that lets the page play sound. */
export function LoginPage({ reason }: { reason: string | null }) {
  const { accounts, session, lastLogin, live, audio } = useServices();
  const last = useStore(lastLogin);
  const [tenant, setTenant] = useState(last.tenant);
  const [number, setNumber] = useState(last.number);
  const [password, setPassword] = useState('');
  const [online, setOnline] = useState(last.online);
  const [language, setLanguage] = useLanguage();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(reason);
  const t = useWords();
  const complete = tenant.trim() !== '' && number.trim() !== '' && password !== '';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setWrong(null);
    void audio.unlock();
    if (online) Notifier.ask();
    try {
      const reply = await accounts.login({ tenant, number, password });
      lastLogin.set({ tenant: tenant.trim(), number: number.trim(), online });
      session.set(reply);
      live.start(online);
    } catch (error) {
      setWrong(error instanceof RestError ? `login.failed.${error.code}` : 'login.failed.internal');
      setPassword('');
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box sx={{ height: '100%', display: 'grid', placeItems: 'center', bgcolor: 'background.default', overflow: 'auto' }}>
      <Box
        component="form"
        noValidate
        onSubmit={(e) => void submit(e)}
        aria-label={t('login.title')}
        sx={{
          width: 340,
          p: 4,
          bgcolor: 'background.paper',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          display: 'grid',
          gap: 2.25,
        }}
      >
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
          <Box component="h1" sx={{ m: 0, fontSize: 18 }}>
            {t('login.title')}
          </Box>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={language}
            onChange={(_, value) => value && setLanguage(value)}
            aria-label={t('login.language')}
          >
            <ToggleButton value="zh">中文</ToggleButton>
            <ToggleButton value="en">English</ToggleButton>
          </ToggleButtonGroup>
        </Box>
        <TextField
          label={t('login.tenant')}
          value={tenant}
          onChange={(e) => setTenant(e.target.value)}
          autoFocus={last.tenant === ''}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { name: 'organization', autoComplete: 'organization', autoCapitalize: 'off', maxLength: 64 },
          }}
        />
        <TextField
          label={t('login.number')}
          value={number}
          onChange={(e) => setNumber(e.target.value)}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { name: 'username', autoComplete: 'username', inputMode: 'numeric', maxLength: 32 },
          }}
        />
        <TextField
          label={t('login.password')}
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoFocus={last.tenant !== ''}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { name: 'password', autoComplete: 'current-password', maxLength: 200 },
          }}
        />
        <FormControlLabel
          control={<Checkbox size="small" checked={online} onChange={(e) => setOnline(e.target.checked)} />}
          label={t('login.online')}
          sx={{ my: -1 }}
        />
        {wrong && (
          <Box role="alert" data-testid="login-error" sx={{ color: 'error.main' }}>
            {t(wrong)}
          </Box>
        )}
        <Button
          type="submit"
          size="large"
          variant="contained"
          disabled={!complete}
          aria-busy={busy}
          startIcon={busy ? <PendingMark /> : undefined}
          data-testid="login"
        >
          {t('login.submit')}
        </Button>
        <Browsers />
      </Box>
    </Box>
  );
}
