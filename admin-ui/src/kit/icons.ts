/** The icons a content type may name (`pluginOptions.workbench.icon`); any other name gets the plain one. */
import type { SvgIconComponent } from '@mui/icons-material';
import ArticleOutlined from '@mui/icons-material/ArticleOutlined';
import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import BadgeOutlined from '@mui/icons-material/BadgeOutlined';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import BuildOutlined from '@mui/icons-material/BuildOutlined';
import BusinessOutlined from '@mui/icons-material/BusinessOutlined';
import CableOutlined from '@mui/icons-material/CableOutlined';
import CallOutlined from '@mui/icons-material/CallOutlined';
import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import CategoryOutlined from '@mui/icons-material/CategoryOutlined';
import ChatOutlined from '@mui/icons-material/ChatOutlined';
import CoffeeOutlined from '@mui/icons-material/CoffeeOutlined';
import ConfirmationNumberOutlined from '@mui/icons-material/ConfirmationNumberOutlined';
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined';
import DialpadOutlined from '@mui/icons-material/DialpadOutlined';
import EventOutlined from '@mui/icons-material/EventOutlined';
import ExtensionOutlined from '@mui/icons-material/ExtensionOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import HeadsetMicOutlined from '@mui/icons-material/HeadsetMicOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HomeOutlined from '@mui/icons-material/HomeOutlined';
import Inventory2Outlined from '@mui/icons-material/Inventory2Outlined';
import LinkOutlined from '@mui/icons-material/LinkOutlined';
import LocalShippingOutlined from '@mui/icons-material/LocalShippingOutlined';
import LocationOnOutlined from '@mui/icons-material/LocationOnOutlined';
import LoginOutlined from '@mui/icons-material/LoginOutlined';
import MailOutlined from '@mui/icons-material/MailOutlined';
import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import PhoneMissedOutlined from '@mui/icons-material/PhoneMissedOutlined';
import QueueOutlined from '@mui/icons-material/QueueOutlined';
import ReceiptOutlined from '@mui/icons-material/ReceiptOutlined';
import SchoolOutlined from '@mui/icons-material/SchoolOutlined';
import SecurityOutlined from '@mui/icons-material/SecurityOutlined';
import StarOutlined from '@mui/icons-material/StarOutlined';
import StorefrontOutlined from '@mui/icons-material/StorefrontOutlined';
import TaskAltOutlined from '@mui/icons-material/TaskAltOutlined';
import TuneOutlined from '@mui/icons-material/TuneOutlined';
import ViewQuiltOutlined from '@mui/icons-material/ViewQuiltOutlined';
import VoicemailOutlined from '@mui/icons-material/VoicemailOutlined';

const icons: Readonly<Record<string, SvgIconComponent>> = {
  article: ArticleOutlined,
  assignment: AssignmentOutlined,
  badge: BadgeOutlined,
  block: BlockOutlined,
  business: BusinessOutlined,
  cable: CableOutlined,
  call: CallOutlined,
  campaign: CampaignOutlined,
  chat: ChatOutlined,
  coffee: CoffeeOutlined,
  description: DescriptionOutlined,
  dialpad: DialpadOutlined,
  event: EventOutlined,
  extension: ExtensionOutlined,
  folder: FolderOutlined,
  groups: GroupsOutlined,
  headset: HeadsetMicOutlined,
  history: HistoryOutlined,
  home: HomeOutlined,
  inventory: Inventory2Outlined,
  link: LinkOutlined,
  location: LocationOnOutlined,
  login: LoginOutlined,
  mail: MailOutlined,
  missed: PhoneMissedOutlined,
  order: ReceiptOutlined,
  payments: PaymentsOutlined,
  person: PersonOutlined,
  queue: QueueOutlined,
  school: SchoolOutlined,
  security: SecurityOutlined,
  shipping: LocalShippingOutlined,
  star: StarOutlined,
  store: StorefrontOutlined,
  task: TaskAltOutlined,
  ticket: ConfirmationNumberOutlined,
  tools: BuildOutlined,
  tune: TuneOutlined,
  view: ViewQuiltOutlined,
  voicemail: VoicemailOutlined,
};

export const iconOf = (name: string): SvgIconComponent => icons[name] ?? CategoryOutlined;
