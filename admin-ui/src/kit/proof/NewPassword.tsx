import Box from '@mui/material/Box';
import { defaultPasswordRules, passwordStrength, passwordTroubles, type PasswordRules } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { Field } from './parts';

export type Fresh = { password: string; repeat: string };
export const noPassword: Fresh = { password: '', repeat: '' };

/** The server has the last word: it knows the tenant's rules. */
export const isComplete = ({ password, repeat }: Fresh): boolean => password !== '' && password === repeat;

const colours = ['divider', 'error.main', 'warning.main', 'success.main'] as const;

function Strength({ password }: { password: string }) {
  const t = useWords();
  const level = passwordStrength(password);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr auto', gap: 1, alignItems: 'center', fontSize: 12.5 }}>
      <Box sx={{ color: 'text.secondary' }}>{t('doors.password.strength')}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 0.5 }} aria-hidden>
        {[1, 2, 3].map((step) => (
          <Box key={step} sx={{ height: 4, borderRadius: 1, bgcolor: level >= step ? colours[level] : 'divider' }} />
        ))}
      </Box>
      <Box data-testid="strength">{t(`doors.password.level.${level}`)}</Box>
    </Box>
  );
}

type Props = { value: Fresh; set: (value: Fresh) => void; rules?: PasswordRules };

/** Twice, with what is still missing (LOG-24..26, D15). */
export function NewPassword({ value, set, rules = defaultPasswordRules }: Props) {
  const t = useWords();
  const faults = value.password === '' ? [] : passwordTroubles(rules, value.password);
  const differs = value.repeat !== '' && value.password !== value.repeat;
  return (
    <>
      <Field
        label={t('doors.password.fresh')}
        type="password"
        value={value.password}
        set={(password) => set({ ...value, password })}
        input={{ name: 'new-password', autoComplete: 'new-password', maxLength: 200 }}
      />
      <Box sx={{ mt: -1.25 }}>
        <Strength password={value.password} />
        <Box
          data-testid="password-faults"
          sx={{ color: faults.length ? 'error.main' : 'text.secondary', fontSize: 12.5, minHeight: 20 }}
        >
          {faults.length ? faults.map((fault) => t(`doors.password.fault.${fault}`, rules)).join('；') : t('doors.password.hint')}
        </Box>
      </Box>
      <Field
        label={t('doors.password.repeat')}
        type="password"
        value={value.repeat}
        set={(repeat) => set({ ...value, repeat })}
        input={{ name: 'repeat-password', autoComplete: 'new-password', maxLength: 200 }}
      />
      {differs && <Box sx={{ color: 'error.main', fontSize: 12.5, mt: -1.25 }}>{t('doors.password.differs')}</Box>}
    </>
  );
}
