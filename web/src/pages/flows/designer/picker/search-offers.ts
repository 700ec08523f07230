import type { FluentIcon } from '@fluentui/react-icons';
import type { StepDefinition } from '../document/definition.ts';

/** An operation that can be put into the flow. */
export interface Offer {
  readonly key: string;
  /** Name that the new step gets. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly icon: FluentIcon;
  readonly color: string;
  readonly step: StepDefinition;
  /** Lower ones come first. */
  readonly rank: number;
}

/** The offers in which every word occurs, those with all words in the title first. */
export function searchOffers<Searched extends Pick<Offer, 'title' | 'about' | 'source' | 'key'>>(
  offers: readonly Searched[],
  text: string,
): readonly Searched[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return offers;
  const holds = (where: string) => words.every((word) => where.toLowerCase().includes(word));
  const fitting = offers.filter(({ title, about, source, key }) => holds(`${title} ${source} ${about} ${key}`));
  const inTitle = fitting.filter(({ title }) => holds(title));
  return [...inTitle, ...fitting.filter((offer) => !inTitle.includes(offer))];
}
