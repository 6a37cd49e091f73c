/** The icons a content type may name (`pluginOptions.workbench.icon`); any other name gets the plain one. */
import type { SvgIconComponent } from '@mui/icons-material';
import ArticleOutlined from '@mui/icons-material/ArticleOutlined';
import BadgeOutlined from '@mui/icons-material/BadgeOutlined';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import BusinessOutlined from '@mui/icons-material/BusinessOutlined';
import CableOutlined from '@mui/icons-material/CableOutlined';
import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import CategoryOutlined from '@mui/icons-material/CategoryOutlined';
import CoffeeOutlined from '@mui/icons-material/CoffeeOutlined';
import ConfirmationNumberOutlined from '@mui/icons-material/ConfirmationNumberOutlined';
import DialpadOutlined from '@mui/icons-material/DialpadOutlined';
import EventOutlined from '@mui/icons-material/EventOutlined';
import ExtensionOutlined from '@mui/icons-material/ExtensionOutlined';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import HeadsetMicOutlined from '@mui/icons-material/HeadsetMicOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import LinkOutlined from '@mui/icons-material/LinkOutlined';
import MailOutlined from '@mui/icons-material/MailOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import PhoneMissedOutlined from '@mui/icons-material/PhoneMissedOutlined';
import QueueOutlined from '@mui/icons-material/QueueOutlined';
import ReceiptOutlined from '@mui/icons-material/ReceiptOutlined';
import SecurityOutlined from '@mui/icons-material/SecurityOutlined';
import TuneOutlined from '@mui/icons-material/TuneOutlined';
import ViewQuiltOutlined from '@mui/icons-material/ViewQuiltOutlined';

const icons: Readonly<Record<string, SvgIconComponent>> = {
  article: ArticleOutlined,
  badge: BadgeOutlined,
  block: BlockOutlined,
  business: BusinessOutlined,
  cable: CableOutlined,
  campaign: CampaignOutlined,
  coffee: CoffeeOutlined,
  dialpad: DialpadOutlined,
  event: EventOutlined,
  extension: ExtensionOutlined,
  groups: GroupsOutlined,
  headset: HeadsetMicOutlined,
  history: HistoryOutlined,
  link: LinkOutlined,
  mail: MailOutlined,
  missed: PhoneMissedOutlined,
  order: ReceiptOutlined,
  person: PersonOutlined,
  queue: QueueOutlined,
  security: SecurityOutlined,
  ticket: ConfirmationNumberOutlined,
  tune: TuneOutlined,
  view: ViewQuiltOutlined,
};

export const iconOf = (name: string): SvgIconComponent => icons[name] ?? CategoryOutlined;
