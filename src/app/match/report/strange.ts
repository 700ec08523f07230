import type { StrangeMatches } from '../../../unify/probability/report/evidence.ts';

/** How training went astray, in words, for people. */
export function strangeText({ records, rounds, expectedMatches, against }: StrangeMatches): string {
  const counted = `Matching has hardly learned what one customer is: training goes on to expect ${expectedMatches} pairs among ${records} records`;
  const signs =
    against.length === 0 ? '' : `, and to take full agreement of ${against.join(', ')} for a sign of two customers`;
  return `${counted}${signs}. The weights are those of round ${rounds}.`;
}
