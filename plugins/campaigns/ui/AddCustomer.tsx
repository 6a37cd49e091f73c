import { Button, Dialog, DialogContent, DialogTitle, RowForm, useType } from '@zuoxi/plugin/ui';
import { useServices, useWords } from './services';
import { workPath } from './pages';
import type { TypeSchema } from '@zuoxi/contracts';
import { customerType } from './customer-facts';
import { useAgain } from './use-campaigns';

/** The campaign and the owner are the server's to say; a number that will have stars is typed in full here. */
const formOf = (type: TypeSchema): TypeSchema => ({
  ...type,
  may: { ...type.may, create: true },
  fields: type.fields
    .filter(
      ({ path, access }) => access !== 'read' && !['campaign', 'owner', 'group', 'status', 'result', 'followUpAt'].includes(path),
    )
    .map((field) => ({ ...field, access: 'write' })),
});

/** CMP-05: "add customer". */
export default function AddCustomer({ campaign, onClose }: { campaign: string; onClose: () => void }) {
  const { desk } = useServices();
  const again = useAgain();
  const t = useWords();
  const type = useType(customerType);
  const save = async (values: Record<string, unknown>): Promise<void> => {
    const customer = await desk.rest.add(campaign, values);
    desk.shown.set((before) => ({ ...before, campaign, status: 'unprocessed', customer }));
    again();
    onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="add-customer">
      <DialogTitle id="add-customer">{t('campaigns.add')}</DialogTitle>
      <DialogContent>
        {type && (
          <RowForm
            type={formOf(type)}
            row={null}
            path={workPath}
            onSave={save}
            typing={desk.typingOf(`new in ${campaign}`)} // a click beside the dialog loses nothing
            extra={<Button onClick={onClose}>{t('action.close')}</Button>}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
