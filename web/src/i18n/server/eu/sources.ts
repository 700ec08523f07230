import type { ServerTexts } from '../../server-texts.ts';

export const sources: ServerTexts = {
  FLX_SOURCE_KIND: {
    "There is no kind of data source '{kind}'.": "Ez dago '{kind}' motako datu-iturbururik.",
    'Correct the kind.': 'Zuzendu mota.',
  },
  FLX_SOURCE_ENTITY: {
    "The data source '{source}' has no entity '{entity}'.": "'{source}' datu-iturburuak ez du '{entity}' entitaterik.",
    'Correct the name of the entity.': 'Zuzendu entitatearen izena.',
  },
  FLX_SOURCE_SECRET: {
    "The reference '{reference}' cannot be resolved.": "'{reference}' erreferentzia ezin da ebatzi.",
    'Set the environment variable or make the file readable for the server.':
      'Ezarri ingurune-aldagaia, edo egin fitxategia zerbitzariarentzat irakurgarri.',
  },
  FLX_SOURCE_FILE_MISSING: {
    "No file matches '{path}'.": "Ez dago '{path}' bidearekin bat datorren fitxategirik.",
    'Put the file there or correct the path.': 'Jarri fitxategia hor, edo zuzendu bidea.',
  },
  FLX_SOURCE_FILE_UNREADABLE: {
    "The file '{path}' cannot be read: {reason}": "'{path}' fitxategia ezin da irakurri: {reason}",
    'Check its permissions and its format.': 'Begiratu haren baimenak eta formatua.',
  },
  FLX_SOURCE_NO_COLUMNS: {
    "The entity '{entity}' has no columns: what was read is empty.":
      "'{entity}' entitateak ez du zutaberik: irakurritakoa hutsik dago.",
    'Provide at least a header line or one row.': 'Eman gutxienez goiburu-lerro bat edo errenkada bat.',
  },
  FLX_SOURCE_ENCODING: {
    "'{encoding}' is not an encoding this server can read.": "Zerbitzari honek ezin du '{encoding}' kodeketa irakurri.",
    'Use utf-8, utf-16le, utf-16be, windows-1252 or another name of the WHATWG encoding standard.':
      'Erabili utf-8, utf-16le, utf-16be, windows-1252 edo WHATWG kodeketen arauko beste izen bat.',
  },
  FLX_SOURCE_ENCODING_DIFFERS: {
    "The file '{path}' is not written in {encoding}; it looks like {found}.":
      "'{path}' fitxategia ez dago {encoding} kodeketan idatzita; {found} dirudi.",
    'Leave out the encoding so that it is recognised, or correct it.':
      'Kendu kodeketa, berez ezagut dadin, edo zuzendu.',
  },
  FLX_SOURCE_NOT_TEXT: {
    "The file '{path}' is no delimited text: it looks like {looksLike}.":
      "'{path}' fitxategia ez da testu mugatua: {looksLike} dirudi.",
    'Provide the rows as delimited text, or use the kind of data source that fits the file.':
      'Eman errenkadak testu mugatu gisa, edo erabili fitxategiari dagokion datu-iturburu mota.',
  },
  FLX_SOURCE_CUT_OFF: {
    "The file '{path}' ends in the middle of its JSON array.":
      "'{path}' fitxategia bere JSON zerrendaren erdian amaitzen da.",
    'Provide the whole file; it was probably read while it was being written.':
      'Eman fitxategi osoa; ziurrenik idazten ari zirela irakurri da.',
  },
  FLX_SOURCE_KEY_MISSING: {
    "The {role} '{attribute}' is not among the columns of '{entity}'.":
      "'{attribute}' ({role}) ez dago '{entity}' entitatearen zutabeen artean.",
    'Correct its name.': 'Zuzendu haren izena.',
  },
  FLX_SOURCE_ATTRIBUTE_MISSING: {
    "The declared attribute '{attribute}' is not in the data of '{entity}' (looked for column '{column}').":
      "'{attribute}' atributu deklaratua ez dago '{entity}' entitatearen datuetan ('{column}' zutabea bilatu da).",
    'Correct the name or set its column.': 'Zuzendu izena, edo ezarri haren zutabea.',
  },
  FLX_SOURCE_DATE_FORMAT: {
    "'{format}' is not a date format.": "'{format}' ez da data-formatu bat.",
    "Write it with yyyy, M, d, H, m and s, such as 'M/d/yyyy' or 'd.M.yyyy HH:mm'.":
      "Idatzi yyyy, M, d, H, m eta s erabiliz, adibidez 'M/d/yyyy' edo 'd.M.yyyy HH:mm'.",
  },
  FLX_SOURCE_INCREMENTAL_KEY: {
    "The entity '{entity}' is loaded incrementally but has no primary key.":
      "'{entity}' entitatea modu inkrementalean kargatzen da, baina ez du gako nagusirik.",
    'Set its primaryKey.': 'Ezarri haren gako nagusia.',
  },
  FLX_SOURCE_CORRUPT: {
    "{corrupt} of {total} rows of '{entity}' do not fit, more than the {allowed} % that are allowed: {example}":
      "'{entity}' entitatearen {total} errenkadatik {corrupt} ez datoz bat, onartutako % {allowed} baino gehiago: {example}",
    'Correct the data or the declared types, or allow more corrupt rows (in a file: allowedCorruptShare).':
      'Zuzendu datuak edo deklaratutako motak, edo onartu errenkada hondatu gehiago (fitxategi batean: allowedCorruptShare).',
  },
  FLX_SOURCE_UNREACHABLE: {
    '{target} cannot be reached: {reason}': 'Ezin da honetara iritsi: {target}. {reason}',
    'Check the address and that the service is up; it is tried again.':
      'Begiratu helbidea eta zerbitzua martxan dagoela; berriro saiatuko da.',
  },
  FLX_SOURCE_BUSY: {
    '{target} did not answer as it should: {reason}': 'Honek ez du behar bezala erantzun: {target}. {reason}',
    'Nothing to do if it passes; it is tried again.': 'Pasatzen bada, ez dago zer eginik; berriro saiatuko da.',
  },
  FLX_SOURCE_REFUSED: {
    '{target} refused us: {reason}': 'Honek uko egin digu: {target}. {reason}',
    'Correct the credentials or grant the account access.': 'Zuzendu kredentzialak, edo eman sarbidea kontuari.',
  },
  FLX_SOURCE_REQUEST: {
    '{target} rejected what was asked: {reason}': 'Honek ez du eskatutakoa onartu: {target}. {reason}',
    'Correct the options of the entity.': 'Zuzendu entitatearen aukerak.',
  },
  FLX_SOURCE_ANSWER: {
    '{target} answered with something else than expected: {reason}':
      'Honek espero ez zena erantzun du: {target}. {reason}',
    'Correct the address or the path to the rows.': 'Zuzendu helbidea edo errenkadetarako bidea.',
  },
  FLX_SOURCE_PAGES: {
    '{target} has more than {pages} pages.': 'Honek {pages} orri baino gehiago ditu: {target}.',
    'Raise maxPages or ask for larger pages.': 'Handitu maxPages, edo eskatu orri handiagoak.',
  },
  FLX_SOURCE_CORRUPT_ROWS: {
    "{corrupt} of {total} rows of '{entity}' do not fit and were set apart: {example}":
      "'{entity}' entitatearen {total} errenkadatik {corrupt} ez datoz bat, eta aparte utzi dira: {example}",
    "See '{entity}_corrupt' for each row with field and reason.":
      "Ikusi '{entity}_corrupt', errenkada bakoitza eremuarekin eta arrazoiarekin.",
  },
  FLX_SOURCE_QUALITY: {
    "{count} of {total} rows of '{entity}' break the rule '{rule}', such as {example}.":
      "'{entity}' entitatearen {total} errenkadatik {count} errenkadak '{rule}' araua hausten dute, adibidez {example}.",
    'Correct these rows in the source, or change the rule.': 'Zuzendu errenkada hauek iturburuan, edo aldatu araua.',
  },
  FLX_SOURCE_ROWS_FEW: {
    "'{entity}' has {rows} rows, but the rule '{rule}' wants at least {least}.":
      "'{entity}' entitateak {rows} errenkada ditu, baina '{rule}' arauak gutxienez {least} nahi ditu.",
    'Check that the source is complete, or change the rule.': 'Begiratu iturburua osorik dagoela, edo aldatu araua.',
  },
  FLX_SOURCE_ROWS_LOST: {
    "'{entity}' has {rows} rows and had {before}, a greater loss than the rule '{rule}' allows.":
      "'{entity}' entitateak {rows} errenkada ditu, eta {before} zituen: '{rule}' arauak onartzen duena baino galera handiagoa.",
    'Check that the source is complete, or change the rule.': 'Begiratu iturburua osorik dagoela, edo aldatu araua.',
  },
  FLX_SOURCE_EMPTY: {
    "The entity '{entity}' has no rows.": "'{entity}' entitateak ez du errenkadarik.",
    'Check that the source has data.': 'Begiratu iturburuak daturik duen.',
  },
  FLX_SOURCE_COLUMNS_ADDED: {
    "'{entity}' has new columns since the last refresh: {columns}.":
      "'{entity}' entitateak zutabe berriak ditu azken freskatzetik: {columns}.",
    'Nothing to do; map them if they matter.': 'Ez dago zer eginik; esleitu, garrantzitsuak badira.',
  },
  FLX_SOURCE_COLUMNS_MISSING: {
    "'{entity}' lost columns since the last refresh: {columns}.":
      "'{entity}' entitateak zutabeak galdu ditu azken freskatzetik: {columns}.",
    'Restore them in the source, or remove what uses them.': 'Berreskuratu iturburuan, edo kendu erabiltzen dituena.',
  },
  FLX_SOURCE_TYPE_CHANGED: {
    "The attribute '{attribute}' of '{entity}' was {before} and is now {after}.":
      "'{entity}' entitatearen '{attribute}' atributua {before} zen, eta orain {after} da.",
    'Declare its type if the old one is right.': 'Deklaratu haren mota, zaharra zuzena bada.',
  },
  FLX_SOURCE_DATE_AMBIGUOUS: {
    "{count} dates of '{attribute}' in '{entity}' could be {first} or {second}; {chosen} was taken because {why}.":
      "'{entity}' entitateko '{attribute}' atributuaren {count} data {first} edo {second} izan daitezke; {chosen} hartu da: {why}.",
    "Declare the attribute's format.": 'Deklaratu atributuaren formatua.',
  },
  FLX_SOURCE_DATE_MIXED: {
    "The dates of '{attribute}' in '{entity}' are written in both {first} and {second}; where both fit, {first} was taken ({count} values).":
      "'{entity}' entitateko '{attribute}' atributuaren datak bi formatutan idatzita daude, {first} eta {second}; biak egokiak direnean, {first} hartu da ({count} balio).",
    "Declare the attribute's format, or write all dates alike.":
      'Deklaratu atributuaren formatua, edo idatzi data guztiak berdin.',
  },
  FLX_SOURCE_ALMOST_TYPED: {
    "'{attribute}' of '{entity}' is kept as text because {count} of its values are no {type}, such as '{example}'.":
      "'{entity}' entitateko '{attribute}' testu gisa gordetzen da, haren {count} balio ez direlako {type} motakoak, adibidez '{example}'.",
    'Declare its type to set such rows apart.': 'Deklaratu haren mota, halako errenkadak aparte uzteko.',
  },
};
