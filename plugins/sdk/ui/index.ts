/** For a plugin's screens: `import { Box, Card, definePluginUi } from '@zuoxi/plugin/ui'`. Everything drawn with comes from the workbench at run time. */
import type { PluginModule } from './contract';
import './shared';

export type * from './contract';
export type * from './host';
export type { Meaning, Parts, Typed } from './parts';
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
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  IconButton,
  InputAdornment,
  Link,
  List,
  ListItemButton,
  Menu,
  MenuItem,
  Stack,
  Switch,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Tabs,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Tooltip,
  Typography,
} = globalThis.zuoxi.pieces;

export const {
  Card,
  ConfirmDelete,
  CountdownRing,
  DialNumber,
  Facts,
  FieldValue,
  FreshRows,
  Icon,
  JobProgress,
  OneRow,
  PickLine,
  RowForm,
  RowList,
  RowPicker,
  Sentence,
  TwoPanes,
  clock,
  dateTime,
  selectNamed,
  useAttempt,
  useFresh,
  useLabels,
  useSaveKey,
  useStore,
  useTick,
  useType,
  useWhyNoCall,
} = globalThis.zuoxi.parts;
