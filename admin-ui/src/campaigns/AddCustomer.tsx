import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Button from '@mui/material/Button';
import type { TypeSchema } from '@zuoxi/contracts';
import { useServices } from './services';
import { RowForm } from '../screens/form/RowForm';
import { useType } from '../kit/use-schema';
import { useWords } from '../i18n/use-words';
import { campaignsPath } from '../kit/pages';
import { customerType, useAgain } from './use-campaigns';

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
  const { campaigns: desk } = useServices();
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
            path={campaignsPath}
            onSave={save}
            typing={desk.typingOf(`new in ${campaign}`)} // a click beside the dialog loses nothing
            extra={<Button onClick={onClose}>{t('action.close')}</Button>}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
