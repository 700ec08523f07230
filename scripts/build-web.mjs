// Builds the web application into dist/web when its sources have changed since the last build, and weighs its first page.
// Plain JavaScript for the machine's own Node (20 or newer); Vite runs on the Node 24 from node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'web');
/** The layer of the server that pages share: its words, and what follows from definitions. */
const model = join(root, 'src', 'model');
const target = join(root, 'dist', 'web');
/** Names the sources that built pages were made from; relative to their folder. */
const STAMP = join('.vite', 'sources');

/** Most JavaScript that the first page may load, gzipped. */
export const FIRST_PAGE_BUDGET_BYTES = 220_000;
const ENTRY = 'index.html';
const FIRST_PAGE = 'src/pages/home/home-page.tsx';
const FIRST_TEXTS = 'src/i18n/languages/en.ts?part=first';

/**
 * Builds the pages unless what is built was made from the sources as they are. They are built beside their place and moved
 * there when whole, so that builds side by side, or one that was cut off, leave no mixture.
 */
export function buildWeb() {
  const wanted = hashOfSources();
  if (isBuiltFrom(wanted)) return;
  process.stderr.write('Building the web pages (once) …\n');
  const beside = `${target}-${process.pid}`;
  try {
    runVite(beside);
    compressAssets(beside);
    writeFileSync(join(beside, STAMP), wanted);
    if (!isBuiltFrom(wanted)) moveIntoPlace(beside, wanted);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/**
 * Swaps whole folders, so that two builds at once never leave one that is half deleted. Another build that got there
 * first is as good, if it was made from the same sources.
 */
function moveIntoPlace(beside, wanted) {
  const before = `${beside}-before`;
  while (existsSync(beside) && !isBuiltFrom(wanted)) {
    rmSync(before, { recursive: true, force: true });
    moveUnlessTaken(target, before);
    moveUnlessTaken(beside, target);
  }
  rmSync(before, { recursive: true, force: true });
}

/** Nothing happens where the one is gone already, or the other is there already. */
function moveUnlessTaken(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

function isBuiltFrom(wanted) {
  const stamp = join(target, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function runVite(folder) {
  const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = [vite, 'build', source, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const result = spawnSync(existsSync(node) ? node : process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    // A test runner sets NODE_ENV, and Vite would build for development.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) throw new Error('The web pages could not be built: see the messages of Vite above.');
}

/** Bytes of JavaScript, gzipped, that the first page loads: the entry, its page, and all they import. */
export function weighFirstPage() {
  const manifest = JSON.parse(readFileSync(join(target, '.vite', 'manifest.json'), 'utf8'));
  const files = new Set();
  const collect = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) collect(imported);
  };
  collect(ENTRY);
  collect(FIRST_PAGE);
  collect(FIRST_TEXTS);
  const scripts = [...files].filter((file) => file.endsWith('.js'));
  return scripts.reduce((total, file) => total + gzipSync(readFileSync(join(target, file))).length, 0);
}

/** Fails when the first page is heavier than its budget. */
export function checkBudget() {
  const bytes = weighFirstPage();
  const words = `The first page loads ${(bytes / 1000).toFixed(1)} kB of JavaScript (gzip); the budget is ${FIRST_PAGE_BUDGET_BYTES / 1000} kB.`;
  process.stderr.write(`${words}\n`);
  if (bytes > FIRST_PAGE_BUDGET_BYTES) throw new Error(`${words} Load parts of it when they are needed.`);
}

function hashOfSources() {
  const files = [
    ...listFiles(source),
    ...listFiles(model),
    join(root, 'package-lock.json'),
    fileURLToPath(import.meta.url),
  ];
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

/** Puts a .br and a .gz beside each script, style and drawing, which the server sends in their place. */
function compressAssets(folder) {
  for (const file of listFiles(folder).filter((path) => /\.(js|css|svg)$/.test(path))) {
    const content = readFileSync(file);
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    writeFileSync(`${file}.br`, brotliCompressSync(content, quality));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  buildWeb();
  if (process.argv.includes('--check-budget')) checkBudget();
}
