import type { ServerTexts } from '../../server-texts.ts';

export const base: ServerTexts = {
  FLX_FILE_REFUSED: {
    "The file '{path}' may not be read: {reason}.": "'{path}' fitxategia ezin da irakurri: {reason}.",
    'Put it in a folder that is open; an administrator names these in FLUXU_SOURCE_FOLDERS.':
      'Jarri irekita dagoen karpeta batean; administratzaile batek izendatzen ditu FLUXU_SOURCE_FOLDERS ezarpenean.',
  },
  FLX_SETTING_UNKNOWN: {
    "There is no setting '{variable}'.": "Ez dago '{variable}' ezarpenik.",
    'Remove it or correct its name.': 'Kendu, edo zuzendu haren izena.',
  },
  FLX_SETTING_INVALID: {
    "{variable} is '{value}', but must be {expected}.":
      "{variable} ezarpena '{value}' da, baina hau izan behar du: {expected}.",
    'Set {variable} to {expected}.': 'Ezarri {variable} honela: {expected}.',
  },
  FLX_SETTING_FILE: {
    "{variable} names the file '{path}', which cannot be read.":
      "{variable} ezarpenak '{path}' fitxategia izendatzen du, eta ezin da irakurri.",
    'Make the file readable, with valid content, or remove the setting.':
      'Egin fitxategia irakurgarri, baliozko edukiarekin, edo kendu ezarpena.',
  },
  FLX_DURATION_INVALID: {
    "'{value}' is not an ISO 8601 duration.": "'{value}' ez da ISO 8601 iraupen bat.",
    'Write it like PT20S, PT5M, PT1H or P1D.': 'Idatzi honela: PT20S, PT5M, PT1H edo P1D.',
  },
  FLX_EGRESS_ADDRESS: {
    'The address {address} must not be called: {reason}.': '{address} helbidera ezin da deitu: {reason}.',
    'Use an http or https address without user and password.':
      'Erabili erabiltzailerik eta pasahitzik gabeko http edo https helbide bat.',
  },
  FLX_EGRESS_REFUSED: {
    'The host {host} is {place}, which must not be called.': '{host} ostalarira ezin da deitu: {place}.',
    'Use a public address, or let an administrator set FLUXU_ALLOW_PRIVATE_NETWORKS where this is meant.':
      'Erabili helbide publiko bat, edo, hori nahi bada, eskatu administratzaile bati FLUXU_ALLOW_PRIVATE_NETWORKS ezartzeko.',
  },
  FLX_EGRESS_REDIRECTS: {
    'The host {host} redirects more than {limit} times.':
      '{host} ostalariak {limit} aldiz baino gehiago birbideratzen du.',
    'Use the address that the redirects lead to.': 'Erabili birbideratzeek daramaten helbidea.',
  },
};
