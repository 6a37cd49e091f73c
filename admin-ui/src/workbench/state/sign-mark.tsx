import { useTheme } from '@mui/material/styles';
import type { ReactElement } from 'react';
import type { Shape, Sign } from './meaning';

const shapes: Readonly<Record<Shape, (fill: string) => ReactElement>> = {
  disc: (fill) => <circle cx="5" cy="5" r="4.5" fill={fill} />,
  ring: (fill) => <circle cx="5" cy="5" r="3.6" fill="none" stroke={fill} strokeWidth="1.8" />,
  square: (fill) => <rect x="0.8" y="0.8" width="8.4" height="8.4" fill={fill} />,
  diamond: (fill) => <path d="M5 0 10 5 5 10 0 5z" fill={fill} />,
  triangle: (fill) => <path d="M5 0.4 9.8 9.4H0.2z" fill={fill} />,
  half: (fill) => (
    <g>
      <circle cx="5" cy="5" r="4" fill="none" stroke={fill} strokeWidth="1.2" />
      <path d="M5 .5a4.5 4.5 0 0 1 0 9z" fill={fill} />
    </g>
  ),
};

/** A coloured shape; the word stands beside it or in the label of what holds it. */
export function SignMark({ sign, size = 10 }: { sign: Sign; size?: number }) {
  const { zuoxi } = useTheme();
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 10 10"
      aria-hidden="true"
      data-meaning={sign.meaning}
      style={{ flex: 'none', display: 'block' }}
    >
      {shapes[sign.shape](zuoxi.meaning[sign.meaning])}
    </svg>
  );
}
