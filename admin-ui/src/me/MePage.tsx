import Box from '@mui/material/Box';
import { useServices } from '../app/services';
import { useWords } from '../i18n/use-words';
import { useStore } from '../lib/use-store';
import { Card, Facts } from '../workbench/card';

/** `/me`: who is signed in, in which role and groups. */
export default function MePage() {
  const session = useStore(useServices().session);
  const t = useWords();
  if (!session) return null;
  const { agent, tenant, role, groups } = session;
  return (
    <Box sx={{ p: 1.5, maxWidth: 520 }}>
      <Card title={t('page.me')}>
        <Facts
          rows={[
            [t('me.number'), agent.number],
            [t('me.name'), agent.name],
            [t('me.tenant'), tenant.name],
            [t('me.role'), role.name || role.code],
            [t('me.groups'), groups.map(({ name }) => name).join('、') || '–'],
          ]}
        />
      </Card>
    </Box>
  );
}
