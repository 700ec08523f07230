import { describe } from 'vitest';
import { companyForFile, describeEveryPage } from './support/every-page.ts';

describe('in Basque', () => {
  describeEveryPage(companyForFile('eu'));
});
