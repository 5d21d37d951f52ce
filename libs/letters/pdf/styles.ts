import type { Style } from './sheet.js';

const MUTED = '#55606b';

/** How the parts of a letter look. */
export const STYLES = {
  sender: { weight: 'bold', size: 13, leading: 17 },
  senderLines: { weight: 'regular', size: 9, leading: 12.5, colour: MUTED },
  address: { weight: 'regular', size: 10.5, leading: 14.5 },
  detail: { weight: 'regular', size: 9.5, leading: 14.5 },
  title: { weight: 'bold', size: 17, leading: 22 },
  heading: { weight: 'bold', size: 12, leading: 16 },
  body: { weight: 'regular', size: 10.5, leading: 15 },
  table: { weight: 'regular', size: 10, leading: 13.5 },
  columnHeading: { weight: 'bold', size: 10, leading: 13.5 },
  signature: { weight: 'bold', size: 10.5, leading: 15 },
  note: { weight: 'regular', size: 9.5, leading: 13, colour: MUTED },
  footer: { weight: 'regular', size: 8.5, leading: 12, colour: MUTED },
  mark: { weight: 'bold', size: 150, leading: 150, colour: '#b3261e' },
} as const satisfies Readonly<Record<string, Style>>;
