import { readFile } from 'node:fs/promises';
import { writeCustomers } from '../../bench/match/customers.ts';

/**
 * Records of customers who live together as a CSV file, with the truth in `truth`: members of a household share last name,
 * address, often the telephone, and mail addresses made of one last name; some moved house.
 */
export async function households(folder: string, rows: number, seed = 11): Promise<string> {
  const paths = await writeCustomers(folder, rows, seed);
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return texts.map((text, index) => (index === 0 ? text : text.slice(text.indexOf('\n') + 1))).join('');
}
