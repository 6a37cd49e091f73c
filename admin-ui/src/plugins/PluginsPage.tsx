/** `/settings/plugins`: what is installed, switched on and off for the enterprise, with each plugin's settings (action `plugins`). */
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import type { PluginInfo } from '@zuoxi/contracts';
import { useEffect, useState } from 'react';
import { useServices } from '../kit/services';
import { useLanguage, useWords } from '../i18n/use-words';
import { Card, Sentence } from '../kit/card';
import { useAttempt } from '../kit/attempt';
import { PluginAdmin } from './admin';
import { SettingsForm } from './SettingsForm';

function One({ plugin, admin, changed }: { plugin: PluginInfo; admin: PluginAdmin; changed(next: PluginInfo): void }) {
  const t = useWords();
  const [language] = useLanguage();
  const attempt = useAttempt();
  const turn = (on: boolean): void => attempt(async () => changed(await admin.change(plugin.name, { on })));
  return (
    <Card
      title={plugin.label[language]}
      testId={`plugin-settings-${plugin.name}`}
      extra={
        <FormControlLabel
          sx={{ mr: 0 }}
          control={<Switch size="small" checked={plugin.on} onChange={(_, on) => turn(on)} />}
          label={t('plugins.on')}
        />
      }
    >
      <Box sx={{ display: 'grid', gap: 1 }}>
        {plugin.about && <Box>{plugin.about[language]}</Box>}
        <Box sx={{ color: 'text.secondary' }}>{t('plugins.consequence')}</Box>
        {plugin.settings.length > 0 && (
          <SettingsForm
            key={JSON.stringify(plugin.values)}
            plugin={plugin}
            save={async (settings) => changed(await admin.change(plugin.name, { settings }))}
          />
        )}
      </Box>
    </Card>
  );
}

export function PluginsPage() {
  const { session } = useServices();
  const t = useWords();
  const [admin] = useState(() => new PluginAdmin(session));
  const [all, setAll] = useState<readonly PluginInfo[] | 'away' | null>(null);
  useEffect(() => {
    admin.list().then(setAll, () => setAll('away'));
  }, [admin]);
  if (all === null) return null;
  if (all === 'away') return <Sentence alert>{t('plugins.away')}</Sentence>;
  const changed = (next: PluginInfo): void => setAll(all.map((one) => (one.name === next.name ? next : one)));
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5, maxWidth: 860 }}>
      <Box component="h1" sx={{ m: 0, fontSize: 16 }}>
        {t('plugins.title')}
      </Box>
      {all.length === 0 && <Sentence>{t('plugins.none')}</Sentence>}
      {all.map((plugin) => (
        <One key={plugin.name} plugin={plugin} admin={admin} changed={changed} />
      ))}
    </Box>
  );
}
