import { escapeMarkup } from '../../base/markup.ts';
import { contentSecurityPolicy } from '../security.ts';

/** What somebody is asked to agree to. */
export interface Consent {
  readonly client: string;
  readonly account: string;
  readonly scopes: readonly string[];
  /** Where the answer goes; the page may send its form there. */
  readonly redirectUri: string;
  readonly csrfToken: string;
  /** Accept-Language of the browser. */
  readonly language: string;
  readonly nonce: string;
}

const TEXTS = {
  en: {
    title: 'Allow access?',
    asks: 'asks to act for you in Fluxu as',
    connector: 'Use triggers and actions, and read and write entities, as far as your role allows.',
    api: 'Use everything your role allows.',
    offline_access: 'Do so until you or an administrator take it back, also when you are away.',
    sends: 'The answer goes to',
    agree: 'Allow',
    refuse: 'Cancel',
  },
  eu: {
    title: 'Sarbidea eman?',
    asks: 'Fluxun zure izenean aritzeko baimena eskatzen du, kontu honekin:',
    connector: 'Abiarazleak eta ekintzak erabili, eta entitateak irakurri eta idatzi, zure rolak uzten duen neurrian.',
    api: 'Zure rolak uzten duen guztia erabili.',
    offline_access: 'Hori egin zuk edo administratzaile batek kendu arte, zu kanpoan zaudenean ere.',
    sends: 'Erantzuna hona doa:',
    agree: 'Eman baimena',
    refuse: 'Utzi',
  },
} as const;

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:12vh auto;padding:0 1rem;color:#242424;background:#fafafa}' +
  'h1{font-size:1.5rem}button{font:inherit;padding:.5rem 1.25rem;border-radius:4px;border:1px solid #616161;background:#fff;color:#242424}' +
  'button[value=agree]{background:#0f6cbd;border-color:#0f6cbd;color:#fff;margin-right:.5rem}' +
  'button:focus-visible{outline:2px solid #0f6cbd;outline-offset:2px}' +
  '@media (prefers-color-scheme:dark){body{background:#1f1f1f;color:#fff}button{background:#292929;color:#fff}}';

/** The page on which people agree that a program acts for them, and the policy it needs: no script, one place to answer to. */
export function renderConsent(consent: Consent): { readonly html: string; readonly policy: string } {
  const language = /\beu\b/i.test(consent.language.split(',')[0] ?? '') ? 'eu' : 'en';
  const texts = TEXTS[language];
  const target = new URL(consent.redirectUri);
  const known = (['connector', 'api', 'offline_access'] as const).filter((scope) => consent.scopes.includes(scope));
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${texts.title} – Fluxu</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${consent.nonce}">${STYLE}</style></head>
<body><main><h1>${texts.title}</h1>
<p><strong>${escapeMarkup(consent.client)}</strong> ${texts.asks} <strong>${escapeMarkup(consent.account)}</strong></p>
<ul>${known.map((scope) => `<li>${texts[scope]}</li>`).join('')}</ul>
<p>${texts.sends} <strong>${escapeMarkup(target.host)}</strong></p>
<form method="post"><input type="hidden" name="csrf" value="${escapeMarkup(consent.csrfToken)}">
<button name="answer" value="agree">${texts.agree}</button><button name="answer" value="refuse">${texts.refuse}</button>
</form></main></body></html>`;
  return { html, policy: contentSecurityPolicy(consent.nonce, `'self' ${target.origin}`) };
}
