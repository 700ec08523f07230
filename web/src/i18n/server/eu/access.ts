import type { ServerTexts } from '../../server-texts.ts';

export const access: ServerTexts = {
  FLX_ACCESS_PASSWORD: {
    'E-mail address or password is wrong.': 'Posta-helbidea edo pasahitza ez da zuzena.',
    'Try again, or ask an administrator for a new link.':
      'Saiatu berriro, edo eskatu esteka berri bat administratzaile bati.',
  },
  FLX_ACCESS_TOKEN: {
    'The key or token is not valid: {reason}.': 'Gakoak edo tokenak ez du balio: {reason}.',
    'Use another key, or sign in again.': 'Erabili beste gako bat, edo hasi saioa berriro.',
  },
  FLX_ACCESS_WAIT: {
    'Too many attempts to sign in failed.': 'Saioa hasteko saiakera gehiegik huts egin dute.',
    'Try again after {seconds} seconds.': 'Saiatu berriro {seconds} segundo igarota.',
  },
  FLX_ACCESS_LINK: {
    'The link was used before or has ended.': 'Esteka lehenago erabili da, edo iraungi egin da.',
    'Ask an administrator for a new one; for the first administrator start the server again.':
      'Eskatu beste bat administratzaile bati; lehen administratzailearentzat, abiarazi berriro zerbitzaria.',
  },
  FLX_ACCESS_NO_EMAIL: {
    'The first administrator has no e-mail address.': 'Lehen administratzaileak ez du posta-helbiderik.',
    'Send the address to sign in with as email.': 'Bidali saioa hasteko helbidea email gisa.',
  },
  FLX_ACCESS_PASSWORD_WEAK: {
    'The password is too easy: {reason}.': 'Pasahitza errazegia da: {reason}.',
    'Use at least {least} characters, such as four unrelated words.':
      'Erabili gutxienez {least} karaktere, adibidez elkarrekin zerikusirik ez duten lau hitz.',
  },
  FLX_ACCESS_EMAIL_TAKEN: {
    "There is already an account for '{email}'.": "Badago '{email}' helbiderako kontu bat.",
    'Change that one.': 'Aldatu hori.',
  },
  FLX_ACCESS_LAST_ADMINISTRATOR: {
    'This is the last administrator who can sign in.': 'Hau da saioa has dezakeen azken administratzailea.',
    'Make somebody else an administrator first.': 'Egin beste norbait administratzaile lehenik.',
  },
  FLX_ACCESS_NO_ACCOUNT: {
    "'{name}' signed in elsewhere, but has no account here.":
      "'{name}' beste nonbait hasi du saioa, baina ez du konturik hemen.",
    'Ask an administrator for an invitation.': 'Eskatu gonbidapen bat administratzaile bati.',
  },
  FLX_ACCESS_DISABLED: {
    'This account is disabled.': 'Kontu hau desgaituta dago.',
  },
  FLX_ACCESS_REDIRECT: {
    "'{address}' cannot take answers of a sign-in.":
      "'{address}' helbideak ezin ditu saio-hasiera baten erantzunak hartu.",
    'Use an https address without fragment; http only on this machine.':
      'Erabili zatirik gabeko https helbide bat; http makina honetan bakarrik.',
  },
  FLX_ACCESS_PROVIDER: {
    'The identity provider cannot be used: {reason}.': 'Identitate-hornitzailea ezin da erabili: {reason}.',
    'Correct its address, client id and secret under Admin > Sign-in.':
      'Zuzendu haren helbidea, bezeroaren IDa eta sekretua hemen: Administratzailea > Saio-hasiera.',
  },
  FLX_ACCESS_NOT_SET_UP: {
    'This way to sign in is not set up.': 'Saioa hasteko modu hau ez dago konfiguratuta.',
    'An administrator sets it up under Admin > Sign-in.':
      'Administratzaile batek konfiguratzen du, hemen: Administratzailea > Saio-hasiera.',
  },
};
