import type { ProblemTexts } from '../problem-texts.ts';

/** What the server says, in Basque: by code, each sentence of the server's catalogue with its translation. */
export const problems: ProblemTexts = {
  '*': {
    "Did you mean '{name}'?": "'{name}' esan nahi zenuen?",
    'There is none yet; create one first.': 'Oraindik ez dago bat ere; sortu bat lehenik.',
    'Use one of: {names}.': 'Erabili hauetako bat: {names}.',
    'Correct the name.': 'Zuzendu izena.',
    'Correct the value.': 'Zuzendu balioa.',
    'Ask an administrator.': 'Galdetu administratzaile bati.',
    "The folder '{folder}' has no files; put the file there.":
      "'{folder}' karpetak ez du fitxategirik; jarri fitxategia han.",
    "There is no folder '{folder}'; create it or correct the path.":
      "Ez dago '{folder}' karpetarik; sortu edo zuzendu bidea.",
    "'{path}' is a folder without files that end in {extensions}; put one there.":
      "'{path}' karpetak ez du {extensions} amaiera duen fitxategirik; jarri bat han.",
  },
  FLX_WORKSPACE_UNWRITABLE: {
    "The workspace folder '{path}' cannot be made: {reason}": "'{path}' lan-eremuaren karpeta ezin da sortu: {reason}",
    'Name a folder, or a place where one can be made.': 'Adierazi karpeta bat, edo bat sor daitekeen leku bat.',
  },
  FLX_WORKSPACE_ARCHIVE: {
    'The zip cannot be read as a workspace: {reason}.': 'ZIP fitxategia ezin da lan-eremu gisa irakurri: {reason}.',
    'Pack a workspace folder as a zip, as the page about the configuration gives it.':
      'Bildu lan-eremuaren karpeta ZIP batean, konfigurazioaren orriak ematen duen bezala.',
  },
  FLX_WORKSPACE_SYNTAX: {
    'The file cannot be read: {reason}': 'Fitxategia ezin da irakurri: {reason}',
    'Correct the file at the place told.': 'Zuzendu fitxategia esandako lekuan.',
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
  FLX_UPLOAD_GAP: {
    "The part of '{file}' begins at byte {offset}, but only {kept} bytes are there.":
      "'{file}' fitxategiaren zatia {offset} bytean hasten da, baina {kept} byte baino ez daude.",
    'Go on at the byte that the last answer told, or send the file again from its beginning.':
      'Jarraitu azken erantzunak esandako bytean, edo bidali fitxategia berriro hasieratik.',
  },
  FLX_UPLOAD_NAME: {
    "'{file}' is no name that an uploaded file can have.": "Igotako fitxategi batek ezin du '{file}' izena izan.",
    'Use letters, digits, spaces, dots and dashes, 50 at most, and an end that a data source reads: {extensions}, also with .gz.':
      'Erabili letrak, digituak, zuriuneak, puntuak eta marrak, gehienez 50, eta datu-iturburu batek irakurtzen duen amaiera bat: {extensions}, baita .gz-rekin ere.',
  },
  FLX_UPLOAD_TOO_LARGE: {
    "'{file}' is larger than the {limit} MB that an upload may have, or than it was told to be.":
      "'{file}' handiagoa da igoera batek izan ditzakeen {limit} MBak baino, edo esandakoa baino.",
    'Send a smaller file, or raise FLUXU_UPLOAD_LIMIT_MEGABYTES.':
      'Bidali fitxategi txikiago bat, edo handitu FLUXU_UPLOAD_LIMIT_MEGABYTES.',
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
  FLX_SOURCE_ENCODING_DIFFERS: {
    "The file '{path}' is not written in {encoding}; it looks like {found}.":
      "'{path}' fitxategia ez dago {encoding} kodeketan idatzita; {found} dirudi.",
    'Leave out the encoding so that it is recognised, or correct it.':
      'Kendu kodeketa, berez ezagut dadin, edo zuzendu.',
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
  FLX_SOURCE_INCREMENTAL_KEY: {
    "The entity '{entity}' is loaded incrementally but has no primary key.":
      "'{entity}' entitatea pixkanaka kargatzen da, baina ez du gako nagusirik.",
    'Set its primaryKey.': 'Ezarri haren gako nagusia.',
  },
  FLX_SOURCE_CORRUPT: {
    "{corrupt} of {total} rows of '{entity}' do not fit, more than the allowed share of {allowed}: {example}":
      "'{entity}' entitatearen {total} errenkadatik {corrupt} ez datoz bat, onartutakoa ({allowed}) baino gehiago: {example}",
    'Correct the data or the declared types, or raise allowedCorruptShare.':
      'Zuzendu datuak edo deklaratutako motak, edo igo onartutako errenkada hondatuen zatia.',
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
    'Nothing to do; map them if they matter.': 'Ez dago zer eginik; mapatu, garrantzitsuak badira.',
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
  FLX_TASK_FAULT: {
    'The task met a fault inside Fluxu: {reason}': 'Atazak Fluxuren barruko akats bat aurkitu du: {reason}',
    'Run it again; if it fails again, report it with the log.':
      'Exekutatu berriro; berriz huts egiten badu, jakinarazi erregistroarekin.',
  },
  FLX_TASK_SKIPPED: {
    "Skipped because '{upstream}' {state}.": "Saltatu egin da, '{upstream}' ez delako ondo amaitu.",
    "Mend '{upstream}', then refresh again.": "Konpondu '{upstream}', eta freskatu berriro.",
  },
  FLX_REFRESH_RUNNING: {
    "Refresh '{jobId}' is running.": "'{jobId}' freskatzea abian da.",
    'Wait for it to end or cancel it.': 'Itxaron amaitu arte, edo gelditu.',
  },
  FLX_REFRESH_CANCELLED: {
    'The refresh was cancelled.': 'Freskatzea gelditu egin da.',
    'Start it again when you are ready; the last published data is untouched.':
      'Abiarazi berriro prest zaudenean; argitaratutako azken datuak ukitu gabe daude.',
  },
  FLX_REFRESH_INTERRUPTED: {
    'The process that ran this refresh ended before it was done.':
      'Freskatze hau exekutatzen zuen prozesua bukatu aurretik amaitu da.',
    'Start the refresh again; nothing of it was published.':
      'Abiarazi freskatzea berriro; ez da haren ezer argitaratu.',
  },
  FLX_REFRESH_TARGET: {
    "There is no active {kind} '{name}' to refresh.": "Ez dago freskatzeko '{name}' izeneko elementu aktiborik.",
    'Correct the name or activate it.': 'Zuzendu izena, edo aktibatu.',
  },
  FLX_SCHEDULE_CRON: {
    "'{pattern}' is not a cron expression.": "'{pattern}' ez da cron adierazpen bat.",
    "Write minute, hour, day, month and weekday, e.g. '0 6 * * 1-5'.":
      "Idatzi minutua, ordua, eguna, hilabetea eta asteguna, adibidez '0 6 * * 1-5'.",
  },
  FLX_SCHEDULE_TIME_ZONE: {
    "There is no time zone '{timeZone}'.": "Ez dago '{timeZone}' ordu-zonarik.",
    'Use an IANA name such as Europe/Madrid.': 'Erabili IANA izen bat, adibidez Europe/Madrid.',
  },
  FLX_NO_SNAPSHOT: {
    'Nothing has been published yet.': 'Oraindik ez da ezer argitaratu.',
    'Run a refresh first: fluxu refresh run --full': 'Exekutatu freskatze bat lehenik: fluxu refresh run --full',
  },
  FLX_ENTITY_UNKNOWN: {
    "There is no entity '{name}' in the published data.": "Ez dago '{name}' entitaterik argitaratutako datuetan.",
    'List the entities: fluxu entity list': 'Ikusi entitateen zerrenda: fluxu entity list',
  },
  FLX_CUSTOMER_UNKNOWN: {
    "There is no customer '{id}' in the published data.": "Ez dago '{id}' bezerorik argitaratutako datuetan.",
    'Look the customer up by name or e-mail; ids change when customers are joined or split.':
      'Bilatu bezeroa izenaren edo posta elektronikoaren bidez; identifikatzaileak aldatu egiten dira bezeroak batu edo banatzean.',
  },
  FLX_IN_USE: {
    "The {kind} '{name}' is used by {users}.": "'{name}' erabiltzen dute: {users}.",
    'Change or remove those first.': 'Aldatu edo kendu horiek lehenik.',
  },
  FLX_CONFLICT: {
    "The {kind} '{name}' is at version {current}, but the change was made to version {expected}.":
      "'{name}' {current}. bertsioan dago, baina aldaketa {expected}. bertsioari egin zaio.",
    'Read it again, repeat the change on the new version and save.':
      'Irakurri berriro, errepikatu aldaketa bertsio berrian, eta gorde.',
  },
  FLX_NAME_TAKEN: {
    "There is already a {kind} '{existing}'; '{name}' differs only in case.":
      "Badago '{existing}'; '{name}' letra larri-xeheetan bakarrik da desberdina.",
    "Use '{existing}', or choose another name.": "Erabili '{existing}', edo aukeratu beste izen bat.",
  },
  FLX_REFERENCE: {
    "There is no {kind} '{name}'.": "Ez dago '{name}' izenekorik ({kind}).",
    'Correct the name or create the {kind}.': 'Zuzendu izena, edo sortu.',
  },
  FLX_UNKNOWN_ENTITY: {
    "There is no entity '{name}'.": "Ez dago '{name}' entitaterik.",
    'Correct the name or add the entity to a data source.': 'Zuzendu izena, edo gehitu entitatea datu-iturburu bati.',
  },
  FLX_UNKNOWN_ATTRIBUTE: {
    "The entity '{entity}' has no attribute '{name}'.": "'{entity}' entitateak ez du '{name}' atributurik.",
    'Correct the name of the attribute.': 'Zuzendu atributuaren izena.',
  },
  FLX_UNKNOWN_SEGMENT: {
    "There is no segment '{name}'.": "Ez dago '{name}' segmenturik.",
    'Correct the name or create the segment.': 'Zuzendu izena, edo sortu segmentua.',
  },
  FLX_UNKNOWN_MEASURE: {
    "There is no measure '{name}'.": "Ez dago '{name}' neurririk.",
    'Correct the name or create the measure.': 'Zuzendu izena, edo sortu neurria.',
  },
  FLX_DUPLICATE_NAME: {
    "The name '{name}' is used twice among the {kind} definitions (case does not count).":
      "'{name}' izena birritan erabiltzen da definizioen artean (letra larri-xeheek ez dute axola).",
    'Rename one of them.': 'Aldatu izena bati.',
  },
  FLX_OPERATOR_TYPE: {
    "The operator '{operator}' cannot be used on '{attribute}', which is of type {type}.":
      "'{operator}' eragilea ezin da '{attribute}' atributuan erabili, {type} motakoa baita.",
    'Use an operator that fits the type.': 'Erabili motari dagokion eragile bat.',
  },
  FLX_HTTP_SIGN_IN: {
    'You are not signed in.': 'Ez duzu saioa hasi.',
    'Sign in, or send an API key in the header X-Fluxu-Key.':
      'Hasi saioa, edo bidali API gako bat X-Fluxu-Key goiburuan.',
  },
  FLX_HTTP_ROLE: {
    'This needs the role {needed}; yours is {role}.': 'Honek {needed} rola behar du; zurea {role} da.',
    'Ask an administrator to do it, or to change your role.':
      'Eskatu administratzaile bati egin dezala, edo zure rola alda dezala.',
  },
  FLX_INTERNAL: {
    'Something went wrong that Fluxu did not expect (request {requestId}).':
      'Fluxuk espero ez zuen zerbait gertatu da ({requestId} eskaera).',
    'Look for the request in the log and report it with what it says.':
      'Bilatu eskaera erregistroan, eta jakinarazi hark dioenarekin.',
  },
  FLX_ACCESS_PASSWORD: {
    'E-mail address or password is wrong.': 'Posta-helbidea edo pasahitza ez da zuzena.',
    'Try again, or ask an administrator for a new link.':
      'Saiatu berriro, edo eskatu esteka berri bat administratzaile bati.',
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
  FLX_ACCESS_DISABLED: { 'This account is disabled.': 'Kontu hau desgaituta dago.' },
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
  FLX_HIERARCHY_DEPTH: {
    "{count} accounts are more than {levels} levels deep in the hierarchy '{hierarchy}' and stand alone.":
      "'{hierarchy}' hierarkiako {count} kontu {levels} maila baino beherago daude, eta bakarrik geratzen dira.",
    'Look for parents that are wrong in the data source.': 'Bilatu oker dauden gurasoak datu-iturburuan.',
  },
  FLX_AUDIENCE_INDIVIDUALS: {
    'Customers that are individuals have no {what}.': 'Pertsonak diren bezeroek ez dute horrelakorik: {what}.',
    "Set 'customers' to 'businessAccounts', or take them out.":
      "Ezarri 'customers' 'businessAccounts' gisa, edo kendu.",
  },
  FLX_AUDIENCE_ACCOUNTS: {
    "It is not clear which accounts the keys of '{entity}' name.":
      "Ez dago argi zein kontu izendatzen dituzten '{entity}' entitateko gakoek.",
    "Write one of the unified entities as 'accountEntity': {unified}.":
      "Idatzi entitate bateratuetako bat 'accountEntity' gisa: {unified}.",
  },
  FLX_UNKNOWN_HIERARCHY: {
    "There is no account hierarchy '{name}'.": "Ez dago '{name}' kontuen hierarkiarik.",
    'Correct the name, or add the hierarchy to the audience.': 'Zuzendu izena, edo gehitu hierarkia hartzaileei.',
  },
  FLX_ROLL_UP_BUSINESS: {
    'A business measure is about all accounts together, so it cannot be rolled up.':
      'Negozio-neurri bat kontu guztiei buruzkoa da, eta ezin da metatu.',
    "Leave 'rollUp' out, or make the measure about customers.": "Kendu 'rollUp', edo egin neurria bezeroei buruzkoa.",
  },
  FLX_UNIFY_KEY_TYPE: {
    "The primary key '{attribute}' of '{entity}' is of type {type}, but must be a string, an integer, a decimal or a guid.":
      "'{entity}' entitatearen '{attribute}' gako nagusia {type} motakoa da, baina testua, zenbaki osoa, hamartarra edo guid izan behar du.",
    'Choose an attribute that names each row.': 'Aukeratu errenkada bakoitza izendatzen duen atributu bat.',
  },
  FLX_UNIFY_KEY_EMPTY: {
    "No row of '{entity}' has a value in its primary key '{attribute}' ({rows} rows).":
      "'{entity}' entitatearen errenkada batek ere ez du baliorik '{attribute}' gako nagusian ({rows} errenkada).",
    "Choose another primary key for '{entity}', or mend the data source.":
      "Aukeratu beste gako nagusi bat '{entity}' entitatearentzat, edo konpondu datu-iturburua.",
  },
  FLX_UNIFY_KEY_MISSING: {
    "{rows} rows of '{entity}' have no value in the primary key '{attribute}' and were left out.":
      "'{entity}' entitatearen {rows} errenkadak ez dute baliorik '{attribute}' gako nagusian, eta kanpoan utzi dira.",
    'Give these rows a key in the data source.': 'Eman gako bat errenkada hauei datu-iturburuan.',
  },
  FLX_UNIFY_KEY_DUPLICATE: {
    "{keys} values of the primary key '{attribute}' of '{entity}' occur more than once; of each the most filled row was kept.":
      "'{entity}' entitatearen '{attribute}' gako nagusiaren {keys} balio behin baino gehiagotan agertzen dira; bakoitzetik errenkadarik beteena gorde da.",
    'Make the key unique in the data source, or choose another one.':
      'Egin gakoa bakarra datu-iturburuan, edo aukeratu beste bat.',
  },
  FLX_UNIFY_COUNTRY_UNKNOWN: {
    "'{country}' is no country whose telephone numbers are known.":
      "'{country}' ez da telefono-zenbakiak ezagutzen zaizkion herrialde bat.",
    'Write the two letters of ISO 3166, such as ES.': 'Idatzi ISO 3166 arauaren bi letrak, ES adibidez.',
  },
  FLX_UNIFY_TWICE: {
    "'{name}' is used twice among {kind}.": "'{name}' bi aldiz erabili da.",
    'Remove or rename one of them.': 'Kendu bietako bat edo aldatu haren izena.',
  },
  FLX_UNIFY_NOT_MAPPED: {
    "The entity '{entity}' does not take part in this unification.":
      "'{entity}' entitateak ez du parte hartzen bateratze honetan.",
    'Add it to the entities, or correct the name.': 'Gehitu entitateetara, edo zuzendu izena.',
  },
  FLX_UNIFY_SAME_ENTITY: {
    "The match rule '{rule}' compares '{entity}' with itself.":
      "'{rule}' bat-etortze arauak '{entity}' bere buruarekin alderatzen du.",
    'Write it as a deduplication rule of the entity.': 'Idatzi entitatearen bikoiztuak kentzeko arau gisa.',
  },
  FLX_UNIFY_FUZZY_TYPE: {
    "'{attribute}' of '{entity}' is of type {type}, but only text can be compared with a precision below exact.":
      "'{entity}' entitatearen '{attribute}' {type} motakoa da, baina testua bakarrik aldera daiteke zehatza baino zehaztasun txikiagoz.",
    "Set the precision of this condition to 'exact'.": "Ezarri baldintza honen zehaztasuna: 'exact'.",
  },
  FLX_UNIFY_NO_BLOCKING: {
    "The rule '{rule}' has neither an exact condition nor blocking, so it would compare every row with every row.":
      "'{rule}' arauak ez du ez baldintza zehatzik ez blokerik; beraz, errenkada guztiak guztiekin alderatuko lituzke.",
    'Add an exact condition or blocking; {suggestion}.': 'Gehitu baldintza zehatz bat edo blokeak; {suggestion}.',
  },
  FLX_UNIFY_TOO_MANY_PAIRS: {
    "The rule '{rule}' would compare {pairs} pairs, more than {limit}. Its largest blocks are {blocks}.":
      "'{rule}' arauak {pairs} bikote alderatuko lituzke, {limit} baino gehiago. Bloke handienak: {blocks}.",
    'Add an exact condition or a blocking key that splits these blocks ({suggestion}), ignore worn-out values with bypass, or raise maxPairs.':
      'Gehitu bloke hauek zatitzen dituen baldintza zehatz bat edo bloke-gako bat ({suggestion}), baztertu balio higatuak bypass erabiliz, edo handitu maxPairs.',
  },
  FLX_UNIFY_BLOCK_SKIPPED: {
    "The rule '{rule}' skipped the block {key}: {size} rows share it, more than {limit}.":
      "'{rule}' arauak {key} blokea saltatu du: {size} errenkadak dute, {limit} baino gehiagok.",
    'Add a condition or blocking key that splits it, ignore the value with bypass, or raise maxBlockSize.':
      'Gehitu blokea zatitzen duen baldintza edo bloke-gako bat, baztertu balioa bypass erabiliz, edo handitu maxBlockSize.',
  },
  FLX_UNIFY_BLOCKS_SKIPPED: {
    "The rule '{rule}' skipped {count} more blocks of more than {limit} rows.":
      "'{rule}' arauak {limit} errenkada baino gehiagoko beste {count} bloke saltatu ditu.",
    'Add a condition or blocking key that splits them, or raise maxBlockSize.':
      'Gehitu blokeak zatitzen dituen baldintza edo bloke-gako bat, edo handitu maxBlockSize.',
  },
  FLX_UNIFY_KEYS_SKIPPED: {
    'Records were not compared for these values alone, which too many share: {blocks}. Other blocking keys still find them.':
      'Erregistroak ez dira alderatu gehiegik partekatzen dituzten balio hauengatik bakarrik: {blocks}. Beste bloke-gakoek aurkitzen dituzte oraindik.',
    'Where such a value stands for none, ignore it with bypass.':
      'Halako balio batek baliorik eza adierazten badu, baztertu bypass erabiliz.',
  },
  FLX_UNIFY_RECENCY: {
    "The policy {policy} needs an attribute of '{entity}' that orders its rows.":
      "{policy} irizpideak errenkadak ordenatzen dituen '{entity}' entitatearen atributu bat behar du.",
    'Name a date or number attribute.': 'Adierazi data- edo zenbaki-atributu bat.',
  },
  FLX_UNIFY_RECENCY_TYPE: {
    "'{attribute}' of '{entity}' is of type {type} and cannot order rows{reason}.":
      "'{entity}' entitatearen '{attribute}' {type} motakoa da eta ezin ditu errenkadak ordenatu{reason}.",
    'Name a date or number attribute.': 'Adierazi data- edo zenbaki-atributu bat.',
  },
  FLX_UNIFY_LIST_MISSING: {
    "The normalization '{normalization}' is asked for, but there is no {normalization} list.":
      "'{normalization}' normalizazioa eskatu da, baina ez dago {normalization} zerrendarik.",
    "Add '{normalization}' to the unification, or take the normalization out.":
      "Gehitu '{normalization}' bateratzeari, edo kendu normalizazioa.",
  },
  FLX_UNIFY_LIST_COLUMN: {
    "The entity '{entity}' of the {list} list has no column '{column}'.":
      "Zerrendako '{entity}' entitateak ez du '{column}' zutaberik.",
    'Give it the columns Entity1, Entity1Key, Entity2 and Entity2Key.':
      'Eman Entity1, Entity1Key, Entity2 eta Entity2Key zutabeak.',
  },
  FLX_UNIFY_LIST_CONTRADICTION: {
    "'{left}' and '{right}' are in the always match and in the never match list.":
      "'{left}' eta '{right}' beti bat datozenen eta inoiz bat ez datozenen zerrendetan daude.",
    'Remove the pair from one of them.': 'Kendu bikotea bietako batetik.',
  },
  FLX_UNIFY_LIST_UNKNOWN: {
    '{count} pairs of the {list} list name an entity or key that is not there, such as {example}.':
      'Zerrendako {count} bikotek ez dagoen entitate edo gako bat aipatzen dute, hala nola {example}.',
    'Correct or remove these pairs.': 'Zuzendu edo kendu bikote hauek.',
  },
  FLX_UNIFY_LIST_OVERRULED: {
    '{count} pairs of the always match list were overruled by the never match list.':
      'Beti bat datozenen zerrendako {count} bikote baliogabetu ditu inoiz bat ez datozenen zerrendak.',
    'Remove these pairs from one of the lists.': 'Kendu bikote hauek zerrendetako batetik.',
  },
  FLX_UNIFY_GROUP_FIELD: {
    "The group '{group}' has no attribute of '{entity}' for its field '{field}'.":
      "'{group}' taldeak ez du '{entity}' entitatearen atributurik '{field}' eremurako.",
    'Add it to the attributes of this source.': 'Gehitu iturburu honen atributuetara.',
  },
  FLX_UNIFY_FIELD_TAKEN: {
    "'{name}' is already a column of the unified profile.": "'{name}' profil bateratuaren zutabea da dagoeneko.",
    'Choose another name for the field.': 'Aukeratu beste izen bat eremuarentzat.',
  },
  FLX_UNIFY_RECORD_UNKNOWN: {
    "'{entity}' has no record with the key '{key}'.": "'{entity}' entitateak ez du '{key}' gakoa duen erregistrorik.",
    'Name a record as Entity:key, such as Shop_Contact:C-17.':
      'Adierazi erregistroa Entitatea:gakoa moduan, Shop_Contact:C-17 adibidez.',
  },
  FLX_UNIFY_SAME_RECORD: {
    "'{entity}:{key}' is named twice.": "'{entity}:{key}' bi aldiz aipatu da.",
    'Name two different records.': 'Adierazi bi erregistro desberdin.',
  },
  FLX_UNIFY_NO_MODEL: {
    'There are no weights yet, or they are about other columns than those compared now.':
      'Oraindik ez dago pisurik, edo orain alderatzen direnak ez diren zutabeei buruzkoak dira.',
    'Run a refresh first: fluxu refresh run --unify': 'Exekutatu freskatze bat lehenik: fluxu refresh run --unify',
  },
  FLX_UNIFY_RULES_ONLY: {
    'Customers are matched by rules only, so no pair has a probability.':
      'Bezeroak arauen bidez bakarrik elkartzen dira; beraz, bikote batek ere ez du probabilitaterik.',
    "Give the unification the mode 'probabilities' or 'both', and refresh.":
      "Eman bateratzeari 'probabilities' edo 'both' modua, eta freskatu.",
  },
  FLX_UNIFY_NO_FIELD: {
    "The unified profile has no field '{name}'.": "Profil bateratuak ez du '{name}' eremurik.",
    'Correct the name.': 'Zuzendu izena.',
  },
  FLX_FLOW_CONNECTION: {
    "There is no connection '{reference}'.": "Ez dago '{reference}' konexiorik.",
    'Add a connection of that name, or name one under connections of the flow.':
      'Gehitu izen horretako konexio bat, edo adierazi bat fluxuaren konexioetan.',
  },
  FLX_FLOW_NOT_CALLED: {
    "The trigger '{trigger}' of the flow '{flow}' is not called: it has no address.":
      "'{flow}' fluxuaren '{trigger}' abiarazleari ez zaio deitzen: ez du helbiderik.",
    'Name a Request trigger.': 'Adierazi Request abiarazle bat.',
  },
  FLX_FLOW_UNKNOWN: {
    "There is no flow '{flow}'.": "Ez dago '{flow}' fluxurik.",
  },
  FLX_FLOW_STOPPED: {
    "The flow '{flow}' is stopped.": "'{flow}' fluxua geldituta dago.",
    'Start the flow first.': 'Abiarazi fluxua lehenik.',
  },
  FLX_FLOW_CUT_OFF: {
    'The run was cut off before its end.': 'Exekuzioa amaitu aurretik eten zen.',
    'Run it again; nothing of it was kept.': 'Exekutatu berriro; ez zen ezer gorde.',
  },
  FLX_FLOW_TRIGGER_BUSY: {
    "The flow '{flow}' has {waiting} runs waiting already.": "'{flow}' fluxuak {waiting} exekuzio ditu zain dagoeneko.",
    'Try again when some of its runs have ended.': 'Saiatu berriro exekuzio batzuk amaitzen direnean.',
  },
  FLX_FLOW_UNKNOWN_RUN: {
    "There is no run '{runId}'.": "Ez dago '{runId}' exekuziorik.",
    'Correct the id of the run.': 'Zuzendu exekuzioaren identifikatzailea.',
  },
};
