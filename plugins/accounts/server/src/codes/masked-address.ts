import { masked } from '@zuoxi/contracts';

/** `w***@example.com`, `139****8000` */
export const maskedAddress = (address: string): string =>
  address.includes('@') ? address.replace(/^(.)[^@]*/, '$1***') : masked(address);
