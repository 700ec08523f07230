import { createIcon, type FluentIcon } from './create-icon.ts';
import type { Drawing } from './drawing.ts';

const drawings = {
  subtract: { line: 'M3.5 10h13' },
  pencil: { line: 'M12.5 4l3.5 3.500L7.5 16H4v-3.500ZM11 5.500l3.5 3.5' },
  download: { line: 'M10 3v9.500M6 9l4 4 4-4M4 16.500h12' },
  upload: { line: 'M10 13V3.500M6 7l4-4 4 4M4 16.500h12' },
  columns: { line: 'M4 4h12v12H4ZM8 4v12M12 4v12' },
  link: {
    line: 'M8.5 11.500l3-3M9.5 6.5 11 5a3 3 0 0 1 4.2 4.200l-1.5 1.500M10.5 13.5 9 15a3 3 0 0 1-4.2-4.200l1.5-1.5',
  },
  pin: { line: 'M7 3h6l-1 5 3 3.500H5L8 8ZM10 11.500V17' },
  key: { line: 'M12.5 3.500a4 4 0 1 1 0 8a4 4 0 0 1 0-8ZM9.5 10.5 3.5 16.500M5.5 14.500l2 2M13.3 6.700v0' },
  shield: { line: 'M10 2.500l6 2v5c0 4-2.5 6.5-6 8c-3.5-1.5-6-4-6-8v-5ZM7.5 9.800l1.8 1.8 3.2-3.4' },
  book: { line: 'M4 4.500c2-.8 4.5-.8 6 .5c1.5-1.3 4-1.3 6-.5v11c-2-.8-4.5-.8-6 .5c-1.5-1.3-4-1.3-6-.5ZM10 5v11' },
  printer: { line: 'M6 7V3h8v4M6 14H3.500V7h13v7H14M6 11.500h8V17H6Z' },
  personAdd: {
    line: 'M8 3a3.2 3.2 0 1 1 0 6.400A3.2 3.2 0 0 1 8 3ZM2.5 17c.2-3.2 2.5-5 5.5-5s5.3 1.8 5.5 5M15.5 6v5M13 8.500h5',
  },
  signOut: { line: 'M8 3.500H4v13h4M12.5 6l4 4-4 4M16.5 10h-9', isDirected: true },
  send: { line: 'M3 10 17 3.5 13 17l-3-5.500ZM10 11.5 17 3.5', isDirected: true },
  share: { line: 'M5 10a2 2 0 1 0 0-.1M15 5a2 2 0 1 0 0-.1M15 15a2 2 0 1 0 0-.1M6.8 9 13.2 5.800M6.8 11l6.4 3.2' },
  cloud: { line: 'M6 15.500a3.5 3.5 0 0 1-.3-7A4.5 4.5 0 0 1 14.3 9a3.3 3.3 0 0 1-.3 6.500Z' },
  eye: {
    line: 'M2.5 10S5 5 10 5s7.5 5 7.5 5S15 15 10 15 2.5 10 2.5 10ZM10 7.800a2.2 2.2 0 1 1 0 4.400a2.2 2.2 0 0 1 0-4.400Z',
  },
  organization: { line: 'M7.5 3h5v4h-5ZM3 13h5v4H3ZM12 13h5v4h-5ZM10 7v3M5.5 13v-3h9v3' },
} as const satisfies Record<string, Drawing>;

// What our pages' commands are drawn with.
export const SubtractRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.subtract);
export const EditRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.pencil);
export const ArrowDownloadRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.download);
export const ArrowUploadRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.upload);
export const ColumnTripleRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.columns);
export const LinkRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.link);
export const PinRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.pin);
export const KeyRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.key);
export const ShieldRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.shield);
export const BookOpenRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.book);
export const PrintRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.printer);
export const PersonAddRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.personAdd);
export const SignOutRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.signOut);
export const SendRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.send);
export const ShareRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.share);
export const CloudRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.cloud);
export const EyeRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.eye);
export const OrganizationRegular: FluentIcon = /* @__PURE__ */ createIcon(drawings.organization);
