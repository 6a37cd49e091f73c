/** For a plugin's screens: `import { Box, definePluginUi } from '@zuoxi/plugin/ui'`. Everything drawn with comes from the workbench at run time. */
import type { PluginModule } from './contract';
import './shared';

export type * from './contract';
export type { Pieces } from './pieces';
export type { Shared } from './shared';

/** Only ties the types together. */
export const definePluginUi = (module: PluginModule): PluginModule => module;

export const {
  Alert,
  Box,
  Button,
  Checkbox,
  Chip,
  CircularProgress,
  Dialog,
  IconButton,
  InputAdornment,
  Link,
  List,
  ListItemButton,
  MenuItem,
  Stack,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Tooltip,
  Typography,
} = globalThis.zuoxi.pieces;
