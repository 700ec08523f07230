import type { ServerTexts } from '../../server-texts.ts';

export const accounts: ServerTexts = {
  FLX_CONTACT_KEY_MISSING: {
    "{rows} rows of '{entity}' have no value in the primary key '{attribute}' and are no contacts.":
      "'{entity}' entitateko {rows} errenkadak ez dute baliorik '{attribute}' gako nagusian, eta ez dira kontaktuak.",
    'Give these rows a key in the data source.': 'Eman gako bat errenkada horiei datu-iturburuan.',
  },
  FLX_CONTACT_KEY_DUPLICATE: {
    "{keys} values of the primary key '{attribute}' of '{entity}' occur more than once; one row of each is kept.":
      "'{entity}' entitateko '{attribute}' gako nagusiaren {keys} balio behin baino gehiagotan ageri dira; bakoitzetik errenkada bat gordetzen da.",
    'Make the key unique in the data source, or choose another one.':
      'Egin gakoa bakarra datu-iturburuan, edo aukeratu beste bat.',
  },
  FLX_CONTACT_ACCOUNT_UNKNOWN: {
    "{count} contacts of '{entity}' name an account that '{accounts}' does not have, such as '{example}'.":
      "'{entity}' entitateko {count} kontaktuk '{accounts}' entitateak ez duen kontu bat aipatzen dute, adibidez '{example}'.",
    'Load the missing accounts, or correct the account key.':
      'Kargatu falta diren kontuak, edo zuzendu kontuaren gakoa.',
  },
  FLX_HIERARCHY_KEY_UNKNOWN: {
    "{count} keys in the hierarchy '{hierarchy}' name no account of '{accounts}', such as '{example}'.":
      "'{hierarchy}' hierarkiako {count} gakok ez dute '{accounts}' entitateko konturik izendatzen, adibidez '{example}'.",
    'Load the missing accounts, or correct the keys.': 'Kargatu falta diren kontuak, edo zuzendu gakoak.',
  },
  FLX_HIERARCHY_PARENTS: {
    "{count} accounts have several parents in the hierarchy '{hierarchy}', such as '{example}'; the first is used.":
      "'{hierarchy}' hierarkiako {count} kontuk hainbat guraso dituzte, adibidez '{example}'; lehena erabiltzen da.",
    'Give each account one parent in the data source.': 'Eman guraso bakarra kontu bakoitzari datu-iturburuan.',
  },
  FLX_HIERARCHY_CIRCLE: {
    "{count} accounts stand in a circle in the hierarchy '{hierarchy}', such as '{example}'; they count as the top.":
      "'{hierarchy}' hierarkiako {count} kontu zirkulu batean daude, adibidez '{example}'; goikotzat hartzen dira.",
    'Take the parent of one account of the circle away in the data source.':
      'Kendu gurasoa zirkuluko kontu bati datu-iturburuan.',
  },
  FLX_ACTIVITY_TIME_UNREADABLE: {
    "{count} rows of '{entity}' hold no time in '{attribute}', such as '{example}', and are left out.":
      "'{entity}' entitateko {count} errenkadak ez dute ordurik '{attribute}' atributuan, adibidez '{example}', eta kanpoan geratu dira.",
    'Give these rows a time in the data source, or name another attribute as the time of the activity.':
      'Eman ordua errenkada horiei datu-iturburuan, edo izendatu beste atributu bat jardueraren ordu gisa.',
  },
  FLX_HIERARCHY_DEPTH: {
    "{count} accounts are more than {levels} levels deep in the hierarchy '{hierarchy}' and stand alone.":
      "'{hierarchy}' hierarkiako {count} kontu {levels} maila baino beherago daude, eta bakarrik geratzen dira.",
    'Look for parents that are wrong in the data source.': 'Bilatu oker dauden gurasoak datu-iturburuan.',
  },
};
