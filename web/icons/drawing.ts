/** An icon on a grid of 20 by 20: lines, filled areas (holes by the even-odd rule), or both. */
export interface Drawing {
  readonly line?: string;
  readonly fill?: string;
  /** Points along the reading direction, so it is mirrored where that runs to the left. */
  readonly isDirected?: boolean;
}

const RING = 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15Z';
const DISC = 'M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z';
const DOT = 'M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13Z';
const CHECK_HOLE = 'M8.8 13.7 5.7 10.6 6.7 9.6 8.8 11.7 13.3 7.2 14.3 8.2Z';
const CROSS_HOLE =
  'M7.1 6.2 10 9.1 12.9 6.2 13.8 7.1 10.9 10 13.8 12.9 12.9 13.8 10 10.9 7.1 13.8 6.2 12.9 9.1 10 6.2 7.1Z';
const EXCLAMATION_HOLE = 'M9.35 6h1.3v5h-1.3ZM10 12.6a.9.9 0 1 1 0 1.8a.9.9 0 0 1 0-1.8Z';
const INFO_HOLE = 'M9.35 9h1.3v5h-1.3ZM10 5.7a.9.9 0 1 1 0 1.8a.9.9 0 0 1 0-1.8Z';
const TRIANGLE =
  'M10 2.5a1.2 1.2 0 0 1 1.05.600l6.8 12.3a1.2 1.2 0 0 1-1.05 1.8H3.2a1.2 1.2 0 0 1-1.05-1.8L8.95 3.1A1.2 1.2 0 0 1 10 2.5Z';
const STAR = 'M10 2.5 12.3 7.3 17.5 8 13.7 11.7 14.6 16.9 10 14.4 5.4 16.9 6.3 11.7 2.5 8 7.7 7.3Z';

/** Drawings that Fluent's components and our pages share. */
export const drawings = {
  add: { line: 'M10 4v12M4 10h12' },
  arrowRepeat: {
    line: 'M4 9.500V8a3 3 0 0 1 3-3h8.500M13 2.500 15.500 5 13 7.500M16 10.500V12a3 3 0 0 1-3 3H4.500M7 12.500 4.500 15 7 17.500',
  },
  arrowUndo: { line: 'M3.500 8h8a4.500 4.500 0 0 1 0 9H8M7 4 3 8l4 4', isDirected: true },
  arrowRedo: { line: 'M16.500 8h-8a4.500 4.500 0 0 0 0 9H12M13 4l4 4-4 4', isDirected: true },
  beaker: {
    line: 'M7.500 3h5M8.500 3v5L4 15.200A1.200 1.200 0 0 0 5 17h10a1.200 1.200 0 0 0 1-1.800L11.500 8V3M6.500 12.500h7',
  },
  branchFork: { line: 'M10 3v4M10 7c0 3-5 2-5 6v3.500M10 7c0 3 5 2 5 6v3.500M3 14.500l2 2 2-2M13 14.500l2 2 2-2' },
  braces: {
    line: 'M8 3.500H7A2 2 0 0 0 5 5.500v2.600c0 1-.7 1.900-1.700 1.900 1 0 1.700.9 1.700 1.900v2.600a2 2 0 0 0 2 2h1M12 3.500h1a2 2 0 0 1 2 2v2.600c0 1 .7 1.900 1.700 1.900-1 0-1.700.9-1.700 1.900v2.600a2 2 0 0 1-2 2h-1',
  },
  checkStar: {
    line: 'M10 2.500l2 1.600 2.600-.1.700 2.500 2.200 1.400-1 2.400 1 2.400-2.200 1.400-.7 2.500-2.600-.1-2 1.600-2-1.600-2.600.1-.7-2.500-2.200-1.400 1-2.400-1-2.400 2.200-1.400.7-2.500 2.600.1ZM7 10.200l2.200 2.100 3.800-4.200',
  },
  copy: {
    line: 'M7.500 3.500h7A1.500 1.500 0 0 1 16 5v8a1.500 1.500 0 0 1-1.500 1.500h-7A1.500 1.500 0 0 1 6 13V5a1.500 1.500 0 0 1 1.500-1.500ZM4 6.500v8.500A1.800 1.800 0 0 0 5.800 17H13',
  },
  delete: { line: 'M3.500 5.500h13M8 5.500V3.500h4v2M5.500 5.500l.7 11h7.600l.7-11M8.500 8.500v5M11.500 8.500v5' },
  filter: { line: 'M3 4h14l-5.500 6.500v6l-3-1.800v-4.200Z' },
  group: {
    line: 'M3.500 6V4.500a1 1 0 0 1 1-1H6M14 3.500h1.500a1 1 0 0 1 1 1V6M16.500 14v1.500a1 1 0 0 1-1 1H14M6 16.500H4.500a1 1 0 0 1-1-1V14M7 7h6v6H7Z',
  },
  history: { line: 'M4.300 6.500A7 7 0 1 1 3 10.500M3 4v3.500h3.500M10 6.500V10l2.700 2' },
  lightning: { line: 'M11 2.500 4.500 11.500H9l-1 6 7-9.500h-4.500Z' },
  paste: {
    line: 'M7.500 4h-2A1.500 1.500 0 0 0 4 5.500v10A1.500 1.500 0 0 0 5.500 17h9a1.500 1.500 0 0 0 1.500-1.500v-10A1.500 1.500 0 0 0 14.500 4h-2M7.500 2.500h5v3h-5Z',
  },
  save: {
    line: 'M3.500 5A1.500 1.500 0 0 1 5 3.500h8.500l3 3V15a1.500 1.500 0 0 1-1.500 1.500H5A1.500 1.500 0 0 1 3.500 15ZM6.500 3.500v4h6v-4M6 16.500v-5.500h8v5.500',
  },
  variable: {
    line: 'M5.500 3.500C4 5.300 3.200 7.500 3.200 10s.8 4.700 2.300 6.500M14.500 3.500c1.500 1.800 2.300 4 2.300 6.500s-.8 4.700-2.300 6.500M7.500 7.500c2 0 3 5 5 5M12.500 7.500c-2 0-3 5-5 5',
  },
  plug: { line: 'M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0ZM10 15v3' },
  alert: { line: 'M5.2 13V8.8a4.8 4.8 0 0 1 9.6 0V13l1.4 1.7H3.8ZM8.3 17h3.4' },
  arrowClockwise: { line: 'M16 8a6.5 6.5 0 0 0-11.7-1.3M4 12a6.5 6.5 0 0 0 11.7 1.3M4 3v3.8h3.8M16 17v-3.8h-3.8' },
  arrowDown: { line: 'M10 3.5v13M4.5 11l5.5 5.5 5.5-5.5' },
  arrowUp: { line: 'M10 16.5v-13M4.5 9 10 3.5 15.5 9' },
  arrowRight: { line: 'M3.5 10h13M11 4.5l5.5 5.5-5.5 5.5', isDirected: true },
  box: {
    fill: 'M5 3.5h10A1.5 1.5 0 0 1 16.5 5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.5Z',
  },
  calendar: { line: 'M3.5 5h13v11.5h-13ZM3.5 8.5h13M7 3v3.5M13 3v3.5' },
  chat: {
    line: 'M4.5 4h11A1.5 1.5 0 0 1 17 5.5v6a1.5 1.5 0 0 1-1.5 1.5H10l-4 3.5V13H4.5A1.5 1.5 0 0 1 3 11.5v-6A1.5 1.5 0 0 1 4.5 4ZM6.5 7.5h7M6.5 9.7h4.5',
  },
  check: { line: 'M4 10.5l4 4 8-9' },
  checkBold: { fill: 'M7.9 15.6 2.9 10.6 4.5 9 7.9 12.4 15.5 4.8 17.1 6.4Z' },
  checkDisc: { fill: `${DISC}${CHECK_HOLE}` },
  checkRing: { line: `${RING}M6.5 10.5l2.4 2.3 4.6-5` },
  chevronDown: { line: 'M4.5 7.5l5.5 5.5 5.5-5.5' },
  chevronUp: { line: 'M4.5 12.5 10 7l5.5 5.5' },
  chevronLeft: { line: 'M12.5 4.5 7 10l5.5 5.5', isDirected: true },
  chevronRight: { line: 'M7.5 4.5 13 10l-5.5 5.5', isDirected: true },
  clock: { line: `${RING}M10 6v4.5l3 1.7` },
  code: { line: 'M6.5 5.5 2.5 10l4 4.5M13.5 5.5l4 4.5-4 4.5M11.5 4l-3 12' },
  cross: { line: 'M4.5 4.5l11 11M15.5 4.5l-11 11' },
  crossDisc: { fill: `${DISC}${CROSS_HOLE}` },
  crossRing: { line: `${RING}M7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6` },
  database: {
    line: 'M4 5.5C4 4.1 6.7 3 10 3s6 1.1 6 2.5S13.3 8 10 8 4 6.9 4 5.5ZM4 5.5v9C4 15.9 6.7 17 10 17s6-1.1 6-2.5v-9',
  },
  diamondCross: { fill: `M10 1.5 18.5 10 10 18.5 1.5 10Z${CROSS_HOLE}` },
  disc: { fill: DISC },
  document: { line: 'M5 2.5h6.5l4 4v11H5ZM11.5 2.5v4h4M7.5 10.5h5M7.5 13.5h5' },
  dots: {
    fill: 'M5 8.7a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6ZM10 8.7a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6ZM15 8.7a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6Z',
  },
  errorDisc: { fill: `${DISC}${EXCLAMATION_HOLE}` },
  flow: {
    line: 'M4.7 12.7a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 0 1 0-3.8ZM15.3 3.5a1.9 1.9 0 1 1 0 3.8a1.9 1.9 0 0 1 0-3.8ZM6.6 14.6h1.2c2.2 0 2.2-2.3 2.2-4.6s0-4.6 2.2-4.6h1.2',
  },
  globe: {
    line: `${RING}M2.5 10h15M10 2.5c2.3 2 3.4 4.6 3.4 7.5S12.3 15.5 10 17.5C7.7 15.5 6.6 12.9 6.6 10S7.7 4.5 10 2.5Z`,
  },
  home: { line: 'M3.5 8.7 10 3.2l6.5 5.5v7.1a.7.7 0 0 1-.7.7H12v-4.7H8v4.7H4.2a.7.7 0 0 1-.7-.7Z' },
  infoDisc: { fill: `${DISC}${INFO_HOLE}` },
  infoRing: { line: `${RING}M10 9.3v4.2M10 6.5v.1` },
  lightbulb: { line: 'M7.5 14.5c0-2-2.5-2.8-2.5-6a5 5 0 0 1 10 0c0 3.2-2.5 4-2.5 6ZM8 17.5h4' },
  mail: {
    line: 'M4 4.5h12A1.5 1.5 0 0 1 17.5 6v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 14V6A1.5 1.5 0 0 1 4 4.5ZM2.8 6.3l7.2 4.7 7.2-4.7',
  },
  menu: { line: 'M3 5.5h14M3 10h14M3 14.5h14' },
  merge: { line: 'M3 5h2.5C9.5 5 8.5 10 12.5 10H17M3 15h2.5c4 0 3-5 7-5M14 7l3 3-3 3', isDirected: true },
  monitor: {
    line: 'M4 3.5h12A1.5 1.5 0 0 1 17.5 5v7.5A1.5 1.5 0 0 1 16 14H4a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 4 3.5ZM7 17h6M10 14v3',
  },
  moon: { line: 'M16.7 12.3A7.2 7.2 0 1 1 8.2 3.1a5.8 5.8 0 0 0 8.5 9.2Z' },
  open: {
    line: 'M11.5 3.5h5v5M16.5 3.5l-7 7M8.5 4.5H5A1.5 1.5 0 0 0 3.5 6v9A1.5 1.5 0 0 0 5 16.5h9a1.5 1.5 0 0 0 1.5-1.5v-3.5',
  },
  pauseRing: { line: `${RING}M8 7v6M12 7v6` },
  people: {
    line: 'M7.5 4a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 0 1 0-5.4ZM2.5 16c.2-2.7 2.2-4.2 5-4.2s4.8 1.5 5 4.2ZM13 5a2.2 2.2 0 1 1 .3 4.4M14.5 12c1.8.400 2.9 1.7 3 4',
  },
  peopleTeam: {
    line: 'M10 3.5a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 0 1 0-4.8ZM6 16.5v-3.7c0-1.4 1-2.3 2.3-2.3h3.4c1.3 0 2.3.9 2.3 2.3v3.7ZM4.2 6a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 0 1 0-3.4ZM15.8 6a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 0 1 0-3.4ZM4 11.5c-1.2 0-2 .8-2 2v2h2M16 11.5c1.2 0 2 .8 2 2v2h-2',
  },
  person: { line: 'M10 3a3.2 3.2 0 1 1 0 6.4A3.2 3.2 0 0 1 10 3ZM4 17c.2-3.2 2.7-5 6-5s5.8 1.8 6 5Z' },
  pin: { line: 'M12.2 3l4.8 4.8-3.2 1.2-3 3-.3 3L5 9.5l3-.3 3-3ZM7.5 12.5 3 17' },
  play: { line: 'M6 3.8 16 10 6 16.2Z', isDirected: true },
  playRing: { line: `${RING}M8.3 6.8 13.2 10l-4.9 3.2Z`, isDirected: true },
  prohibited: { fill: `${DISC}M4.9 6.1 13.9 15.1A6.5 6.5 0 0 1 4.9 6.1ZM6.1 4.9A6.5 6.5 0 0 1 15.1 13.9Z` },
  queuedRing: {
    line: 'M10 2.5v0M13.7 3.5v0M16.5 6.2v0M17.5 10v0M16.5 13.8v0M13.7 16.5v0M10 17.5v0M6.3 16.5v0M3.5 13.8v0M2.5 10v0M3.5 6.2v0M6.3 3.5v0',
  },
  search: { line: 'M8.5 3a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11ZM12.5 12.5 17 17' },
  settings: {
    line: 'M3 6h7.5M15.5 6H17M3 14h1.5M9.5 14H17M13 3.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 0 1 0-4.4ZM7 11.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 0 1 0-4.4Z',
  },
  skip: { line: `${RING}M7 10h6M10.8 7.5 13.3 10l-2.5 2.5`, isDirected: true },
  star: { line: STAR },
  starFilled: { fill: STAR },
  stop: { line: 'M5.5 4.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z' },
  sun: {
    line: 'M10 6.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  },
  table: { line: 'M4.5 3.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM3.5 8h13M8.5 8v8.5' },
  trendDown: { line: 'M2.5 5.5l5 5 3-3 6.5 7M17 9.7v4.8h-4.8' },
  trendUp: { line: 'M2.5 14.5l5-5 3 3 6.5-7M12.2 5.5H17v4.8' },
  trending: { line: 'M3 3v14h14M6 12.5l3-3.5 2.5 2L16 5.5M12.5 5.5H16V9' },
  warning: { fill: `${TRIANGLE}M9.35 7.5h1.3v4.5h-1.3ZM10 13.2a.9.9 0 1 1 0 1.8a.9.9 0 0 1 0-1.8Z` },
  presenceAvailable: { fill: `${DISC}${CHECK_HOLE}` },
  presenceAway: { fill: `${DISC}M9.3 5.5h1.4v4.2l3 3-1 1-3.4-3.4Z` },
  presenceBlocked: { line: `${DOT}M5.5 14.5l9-9` },
  presenceBusy: { fill: DISC },
  presenceDoNotDisturb: { fill: `${DISC}M6 9.2h8v1.6H6Z` },
  presenceOffline: { line: `${DOT}M7.7 7.7l4.6 4.6M12.3 7.7l-4.6 4.6` },
  presenceOutOfOffice: { line: `${DOT}M13 10H7.3M9.5 7.7 7.2 10l2.3 2.3`, isDirected: true },
  presenceRing: { line: DOT },
} as const satisfies Record<string, Drawing>;
