import type { ServerTexts } from '../../server-texts.ts';

export const store: ServerTexts = {
  FLX_CONFLICT: {
    "The {kind} '{name}' is at version {current}, but the change was made to version {expected}.":
      "'{name}' ({kind}) {current}. bertsioan dago, baina aldaketa {expected}. bertsioari egin zaio.",
    'Read it again, repeat the change on the new version and save.':
      'Irakurri berriro, errepikatu aldaketa bertsio berrian, eta gorde.',
  },
  FLX_NAME_TAKEN: {
    "There is already a {kind} '{existing}'; '{name}' differs only in case.":
      "Badago '{existing}' ({kind}); '{name}' letra larri-xeheetan bakarrik da desberdina.",
    "Use '{existing}', or choose another name.": "Erabili '{existing}', edo aukeratu beste izen bat.",
  },
  FLX_NOT_FOUND: {
    "There is no {kind} '{name}'.": "Ez dago '{name}' izenekorik ({kind}).",
  },
  FLX_CURSOR_INVALID: {
    'The cursor is not one that this list gave in this order.': 'Kurtsorea ez du zerrenda honek ordena honetan eman.',
    'Start again without a cursor.': 'Hasi berriro kurtsorerik gabe.',
  },
  FLX_STORE_ADDRESS: {
    "The state store '{address}' is neither empty nor a postgres:// address.":
      "Egoera-biltegiaren '{address}' helbidea ez dago hutsik, eta ez da postgres:// helbide bat ere.",
    'Leave FLUXU_STATE empty for SQLite, or set it to postgres://user:password@host/database.':
      'Utzi FLUXU_STATE hutsik SQLite erabiltzeko, edo ezarri postgres://user:password@host/database.',
  },
  FLX_STORE_OPEN: {
    'The state store cannot be opened: {reason}.': 'Egoera-biltegia ezin da ireki: {reason}.',
    'Check that the data folder is writable, or that the PostgreSQL server is reachable.':
      'Egiaztatu datu-karpetan idatz daitekeela, edo PostgreSQL zerbitzarira irits daitekeela.',
  },
  FLX_STORE_DISK: {
    'The data folder cannot be written: {reason}': 'Datu-karpetan ezin da idatzi: {reason}',
    'Free space on its disk and check that the server may write there, then try again; nothing was lost.':
      'Egin lekua haren diskoan, egiaztatu zerbitzariak han idatz dezakeela, eta saiatu berriro; ez da ezer galdu.',
  },
  FLX_STORE_CLOSED: {
    'The state store is closed.': 'Egoera-biltegia itxita dago.',
    'Start the server again.': 'Abiarazi zerbitzaria berriro.',
  },
  FLX_STORE_NEWER: {
    "The state store was last used by a newer version (it has the migration '{migration}').":
      "Egoera-biltegia bertsio berriago batek erabili zuen azkenekoz ('{migration}' migrazioa dauka).",
    'Use that version of Fluxu, or restore a backup made with this one.':
      'Erabili Fluxuren bertsio hori, edo leheneratu honekin egindako babeskopia bat.',
  },
  FLX_STORE_MIGRATION_CHANGED: {
    "The migration '{migration}' is not the one that was applied to this state store.":
      "'{migration}' migrazioa ez da egoera-biltegi honi aplikatu zitzaiona.",
    'Use the version of Fluxu that applied it, or restore a backup.':
      'Erabili aplikatu zuen Fluxuren bertsioa, edo leheneratu babeskopia bat.',
  },
  FLX_STORE_NESTED: {
    'A transaction is open here already, and the store was used beside it.':
      'Transakzio bat irekita dago hemen, eta biltegia haren ondoan erabili da.',
    'Use the transaction that was handed in.': 'Erabili emandako transakzioa.',
  },
  FLX_REFRESH_INTERRUPTED: {
    'The process that ran this refresh ended before it was done.':
      'Freskatze hau exekutatzen zuen prozesua bukatu aurretik amaitu da.',
    'Start the refresh again; nothing of it was published.':
      'Abiarazi freskatzea berriro; ez da haren ezer argitaratu.',
  },
  FLX_LEASE_LOST: {
    "The lease '{name}' now belongs to another process.": "'{name}' erreserba beste prozesu batena da orain.",
    'Stop this work; the other process goes on with it.': 'Gelditu lan hau; beste prozesuak jarraitzen du harekin.',
  },
  FLX_PUBLISH_CONFLICT: {
    "Another snapshot was published meanwhile ('{current}' instead of '{expected}').":
      "Beste argazki bat argitaratu da bitartean ('{current}', '{expected}' izan beharrean).",
    'Run the refresh again.': 'Exekutatu freskatzea berriro.',
  },
  FLX_SECRET_KEY_INVALID: {
    'The secret key is not 32 bytes in base64.': 'Gako sekretua ez da 32 byte base64 kodeketan.',
    'Set FLUXU_SECRET_KEY to 32 random bytes in base64, or leave it empty.':
      'Ezarri FLUXU_SECRET_KEY ausazko 32 byterekin base64 kodeketan, edo utzi hutsik.',
  },
  FLX_SECRET_KEY_MISMATCH: {
    "The secrets in this state store were encrypted with the key '{expected}', but this process has '{found}'.":
      "Egoera-biltegi honetako sekretuak '{expected}' gakoarekin zifratu ziren, baina prozesu honek '{found}' dauka.",
    'Give the process the same FLUXU_SECRET_KEY, or the key file of the first data folder.':
      'Eman prozesuari FLUXU_SECRET_KEY bera, edo lehen datu-karpetako gako-fitxategia.',
  },
  FLX_SECRET_UNREADABLE: {
    "The secret '{context}' cannot be decrypted.": "'{context}' sekretua ezin da deszifratu.",
    'Enter the secret again, or bring back the key it was encrypted with.':
      'Idatzi sekretua berriro, edo ekarri berriz zifratzeko erabili zen gakoa.',
  },
  FLX_BLOB_ADDRESS: {
    "'{address}' is not an address of a stored file.": "'{address}' ez da gordetako fitxategi baten helbidea.",
    'Use an address that the store gave.': 'Erabili biltegiak emandako helbide bat.',
  },
  FLX_BLOB_MISSING: {
    "The stored file '{address}' is not there any more.": "Gordetako '{address}' fitxategia ez dago jada.",
    'Run a refresh to make it anew, or restore a backup of the data folder.':
      'Exekutatu freskatze bat berriro sortzeko, edo leheneratu datu-karpetaren babeskopia bat.',
  },
};
