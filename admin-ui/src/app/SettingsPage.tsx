import Box from '@mui/material/Box';
import { lazy, type ComponentType } from 'react';
import type { ActionPermission } from '@zuoxi/contracts';
import { useSchema } from '../kit/use-schema';
import { useWords } from '../i18n/use-words';
import { Sentence } from '../kit/card';

/** The settings pages that are written by hand, each with the action that opens it; the server refuses by itself. */
const pages: Readonly<Record<string, { needs: ActionPermission; page: ComponentType }>> = {
  fields: { needs: 'design', page: lazy(() => import('../screens/settings/FieldsPage')) },
  views: { needs: 'design', page: lazy(() => import('../screens/settings/ViewsPage')) },
  outbox: { needs: 'accounts', page: lazy(() => import('../settings/outbox/OutboxPage')) },
  audit: { needs: 'audit', page: lazy(() => import('../settings/audit/AuditPage')) },
  enterprises: { needs: 'tenants', page: lazy(() => import('../settings/operator/EnterprisesPage')) },
  plugins: { needs: 'plugins', page: lazy(() => import('../plugins/PluginsPage').then((m) => ({ default: m.PluginsPage }))) },
};

/** `/settings/<page>` */
export default function SettingsPage({ page }: { page: string; id: string | null }) {
  const state = useSchema();
  const t = useWords();
  const found = pages[page];
  const may = state.kind === 'here' && found && state.schema.actions.includes(found.needs);
  if (!found || !may)
    return (
      <Box sx={{ p: 1.5 }}>
        <Sentence alert={state.kind === 'here'}>{t(state.kind === 'none' ? 'ra.page.loading' : 'refusal.forbidden')}</Sentence>
      </Box>
    );
  const Page = found.page;
  return <Page />;
}
