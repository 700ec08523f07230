import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const [path, content] of Object.entries(await pages())) writeFileSync(path, content);
