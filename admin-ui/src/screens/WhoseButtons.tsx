import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQuery } from '@tanstack/react-query';
import type { ViewLayer } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../kit/services';
import { useWords } from '../i18n/use-words';
import { useLayers, type Whose } from './save-view';
import { valueAt } from './value-at';

const roleType = 'role';
type Props = {
  words: (layer: ViewLayer) => string;
  testid: string;
  main?: ViewLayer;
  onPick: (whose: Whose) => void;
};

/** For me, for a role, for everybody: what this person may decide. */
export function WhoseButtons({ words, testid, main, onPick }: Props) {
  const { platform } = useServices();
  const layers = useLayers();
  const t = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { data } = useQuery({
    queryKey: [roleType, 'all'],
    queryFn: ({ signal }) => platform.client.page(roleType, { filter: [], limit: 200 }, signal),
    enabled: anchor !== null,
  });
  return (
    <>
      {layers.map((layer) => (
        <Button
          key={layer}
          variant={layer === main ? 'contained' : 'outlined'}
          endIcon={layer === 'role' ? <ArrowDropDownIcon /> : undefined}
          aria-haspopup={layer === 'role' ? 'menu' : undefined}
          data-testid={`${testid}-${layer}`}
          onClick={(event) => (layer === 'role' ? setAnchor(event.currentTarget) : onPick({ layer }))}
        >
          {words(layer)}
        </Button>
      ))}
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {(data?.data ?? []).map((row) => (
          <MenuItem
            key={row.id}
            onClick={() => {
              setAnchor(null);
              onPick({ layer: 'role', role: row.id });
            }}
          >
            {String(valueAt(row, 'name') ?? row.id)}
          </MenuItem>
        ))}
        {!data && <MenuItem disabled>{t('ra.page.loading')}</MenuItem>}
      </Menu>
    </>
  );
}
