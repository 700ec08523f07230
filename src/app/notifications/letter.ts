import { escapeMarkup } from '../../base/markup.ts';
import type { FailingView, NotificationSettings } from '../view/notifications.ts';

/** A mail before it is sent. */
export interface Letter {
  readonly subject: string;
  /** HTML. */
  readonly body: string;
}

const TEXTS = {
  en: {
    one: (name: string, place: string) => `${name} fails (${place})`,
    many: (count: number, place: string) => `${count} things fail (${place})`,
    kinds: { refreshes: 'Refresh', flows: 'Flow', deliveries: 'Delivery' },
    foot: 'Told once when something begins to fail; again only after it has worked.',
    testSubject: (place: string) => `Test of the notifications (${place})`,
    test: 'Mails arrive. You will be told here when something fails for good.',
  },
  eu: {
    one: (name: string, place: string) => `${name}: huts egin du (${place})`,
    many: (count: number, place: string) => `${count} gauzak huts egin dute (${place})`,
    kinds: { refreshes: 'Freskatzea', flows: 'Fluxua', deliveries: 'Bidalketa' },
    foot: 'Behin jakinarazten da, zerbaitek huts egiten hasten denean; berriz, behin ibili ondoren soilik.',
    testSubject: (place: string) => `Jakinarazpenen proba (${place})`,
    test: 'Mezuak iristen dira. Hemen jakinaraziko zaizu zerbaitek behin betiko huts egiten duenean.',
  },
} as const;

interface Sender {
  readonly language: NotificationSettings['language'];
  /** Name of this workspace. */
  readonly place: string;
  /** Address of this server, for links. */
  readonly address: string;
}

/** Tells what has begun to fail. */
export function letterOf(failing: readonly FailingView[], { language, place, address }: Sender): Letter {
  const texts = TEXTS[language];
  const [first] = failing;
  const lines = failing.map(({ kind, name, message, path }) => {
    const link = `<a href="${escapeMarkup(new URL(path, address).href)}">${escapeMarkup(name)}</a>`;
    return `<li>${texts.kinds[kind]}: ${link}<br>${escapeMarkup(message)}</li>`;
  });
  return {
    subject: first && failing.length === 1 ? texts.one(first.name, place) : texts.many(failing.length, place),
    body: `<ul>${lines.join('')}</ul><p>${texts.foot}</p>`,
  };
}

/** Shows that mails arrive. */
export function testLetter({ language, place, address }: Sender): Letter {
  const { testSubject, test } = TEXTS[language];
  return { subject: testSubject(place), body: `<p>${test}</p><p><a href="${escapeMarkup(address)}">Fluxu</a></p>` };
}
