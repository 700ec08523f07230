import type { ServerTexts } from '../../server-texts.ts';

export const app: ServerTexts = {
  FLX_NOTIFICATIONS_INCOMPLETE: {
    'Mails about failures need a connection to send with and somebody to send to.':
      'Hutsegiteei buruzko mezuek bidaltzeko konexio bat eta hartzaile bat behar dituzte.',
    'Choose an e-mail connection and name at least one recipient.':
      'Aukeratu posta-konexio bat, eta izendatu gutxienez hartzaile bat.',
  },
  FLX_ENTITY_UNKNOWN: {
    "There is no entity '{name}' in the published data.": "Ez dago '{name}' entitaterik argitaratutako datuetan.",
    'List the entities: fluxu entity list': 'Ikusi entitateen zerrenda: fluxu entity list',
  },
  FLX_REFRESH_NOT_KEPT: {
    "The data that refresh '{id}' left is not kept.": "'{id}' freskatzeak utzitako datuak ez dira gorde.",
    'Name a refresh that published something and is among the newest; FLUXU_SNAPSHOTS_KEPT says how many are kept.':
      'Izendatu zerbait argitaratu zuen eta berrienen artean dagoen freskatze bat; FLUXU_SNAPSHOTS_KEPT ezarpenak zenbat gordetzen diren dio.',
  },
  FLX_CUSTOMER_UNKNOWN: {
    "There is no customer '{id}' in the published data.": "Ez dago '{id}' bezerorik argitaratutako datuetan.",
    'Look the customer up by name or e-mail; ids change when customers are joined or split.':
      'Bilatu bezeroa izenaren edo posta elektronikoaren bidez; identifikatzaileak aldatu egiten dira bezeroak elkartu edo banatzean.',
  },
  FLX_CONTACT_UNKNOWN: {
    "There is no contact '{id}' in the published data.": "Ez dago '{id}' kontakturik argitaratutako datuetan.",
    'Look the contact up by name or e-mail; ids change when contacts are joined or split.':
      'Bilatu kontaktua izenaren edo posta elektronikoaren bidez; identifikatzaileak aldatu egiten dira kontaktuak elkartu edo banatzean.',
  },
  FLX_ITEM_UNKNOWN: {
    "The entity '{entity}' has no row '{id}'.": "'{entity}' entitateak ez du '{id}' errenkadarik.",
    'Correct the key.': 'Zuzendu gakoa.',
  },
  FLX_ITEM_EXISTS: {
    "The entity '{entity}' already has a row '{id}'.": "'{entity}' entitateak badu '{id}' errenkada bat.",
    'Use another key.': 'Erabili beste gako bat.',
  },
  FLX_ITEM_KEY: {
    "The entity '{entity}' has no single primary key, so its rows cannot be named.":
      "'{entity}' entitateak ez du gako nagusi bakarrik; beraz, haren errenkadak ezin dira izendatu.",
    'Use a filter instead.': 'Erabili iragazki bat haren ordez.',
  },
  FLX_ITEM_NOT_WRITABLE: {
    "Rows of '{entity}' cannot be {what} from outside.":
      "'{entity}' entitateko errenkadak ezin dira kanpotik aldatu ({what}).",
    'Change fields of Customer, or add rows to an entity of a data source.':
      'Aldatu Customer entitatearen eremuak, edo gehitu errenkadak datu-iturburu baten entitate bati.',
  },
  FLX_ITEM_ATTRIBUTE: {
    "The entity '{entity}' has no attribute '{name}'.": "'{entity}' entitateak ez du '{name}' atributurik.",
  },
  FLX_ITEM_VALUE: {
    "'{value}' is no {type}, which '{name}' needs.":
      "'{value}' ez da {type} motakoa, eta '{name}' atributuak hori behar du.",
  },
  FLX_ITEM_VALID_UNTIL: {
    "'{value}' is not a time in the next {days} days.": "'{value}' ez da hurrengo {days} egunetako une bat.",
    'Give a time in the next {days} days, or leave it out.': 'Eman hurrengo {days} egunetako une bat, edo utzi hutsik.',
  },
  FLX_ITEM_FULL: {
    "'{entity}' has {most} rows that wait for a refresh, which is the most.":
      "'{entity}' entitateak {most} errenkada ditu freskatze baten zain, eta hori da gehienekoa.",
    'Wait until some end or run a refresh.': 'Itxaron batzuk amaitu arte, edo exekutatu freskatze bat.',
  },
  FLX_QUERY_ATTRIBUTE: {
    "The entity '{entity}' has no attribute '{name}'.": "'{entity}' entitateak ez du '{name}' atributurik.",
  },
  FLX_QUERY_EXPAND: {
    "'{name}' cannot be expanded here: {reason}.": "'{name}' ezin da hemen zabaldu: {reason}.",
    'Leave it out of $expand and read it by itself.': 'Kendu $expand aukeratik, eta irakurri bere aldetik.',
  },
  FLX_QUERY_SEGMENTS: {
    "'{entity}' names no members of segments, so IsMemberOfSegment cannot be used.":
      "'{entity}' entitateak ez du segmentuen kiderik izendatzen; beraz, IsMemberOfSegment ezin da erabili.",
    'Use it with entities that have a CustomerId or a UnifiedContactId.':
      'Erabili CustomerId edo UnifiedContactId duten entitateekin.',
  },
  FLX_PARTITION_UNKNOWN: {
    "The entity '{entity}' has no partition '{name}'.": "'{entity}' entitateak ez du '{name}' partiziorik.",
    'List its partitions; they change with every refresh.':
      'Ikusi haren partizioen zerrenda; freskatze bakoitzarekin aldatzen dira.',
  },
  FLX_IN_USE: {
    "The {kind} '{name}' is used by {users}.": "'{name}' ({kind}) hauek erabiltzen dute: {users}.",
    'Change or remove those first.': 'Aldatu edo kendu horiek lehenik.',
  },
  FLX_PLAN_COLUMNS_UNKNOWN: {
    'The columns of {entities} are known once they were read, so names of their attributes were not looked up.':
      '{entities}: zutabeak irakurri ondoren jakiten dira; beraz, atributuen izenak ez dira egiaztatu.',
    'Refresh these data sources, then plan again.': 'Freskatu datu-iturburu horiek, eta gero egin plana berriro.',
  },
  FLX_PLAN_CHANGED: {
    'The definitions changed since the plan was made.': 'Definizioak aldatu egin dira plana egin zenetik.',
    'Look at the plan again, then apply it.': 'Begiratu plana berriro, eta gero aplikatu.',
  },
  FLX_UPLOAD_TRANSFER: {
    "A part of '{file}' came without a word that tells whose part it is.":
      "'{file}' fitxategiaren zati bat noren zatia den esaten duen hitzik gabe iritsi da.",
    'Send the whole file in one request, or the same `transfer` with each of its parts.':
      'Bidali fitxategi osoa eskaera bakarrean, edo zati bakoitzarekin `transfer` bera.',
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
  FLX_PAIRS_NOT_COUNTED: {
    'The pairs that the rules would compare were not counted: {reason}':
      'Arauek alderatuko lituzketen bikoteak ez dira zenbatu: {reason}',
    'Mend this and plan again, or apply all the same: a refresh counts them before it compares anything.':
      'Konpondu hau eta planifikatu berriro, edo aplikatu hala ere: freskatzeak ezer alderatu aurretik zenbatzen ditu.',
  },
  FLX_BACKTEST_UNKNOWN: {
    "There is no {kind} '{name}' whose history could be gone through.":
      "Ez dago '{name}' izenekorik ({kind}), haren historia aztertzeko.",
    'Correct the name.': 'Zuzendu izena.',
  },
  FLX_WATCHER_UNKNOWN: {
    "There is no watcher '{id}'.": "Ez dago '{id}' zaindaririk.",
    'List them: fluxu trigger list': 'Ikusi zerrenda: fluxu trigger list',
  },
  FLX_WATCHER_NO_VALUE: {
    "'{name}' has no value yet, so there is nothing to test with.":
      "'{name}' oraindik ez du baliorik; beraz, ez dago zerekin probatu.",
    'Run a refresh first: fluxu refresh run': 'Exekutatu freskatze bat lehenik: fluxu refresh run',
  },
  FLX_WORKSPACE_FOLDER: {
    "There is no workspace folder '{path}'.": "Ez dago '{path}' lan-eremuaren karpetarik.",
    'Correct the path, or write one with: fluxu pull': 'Zuzendu bidea, edo idatzi bat honekin: fluxu pull',
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
  FLX_WORKSPACE_SIZE: {
    'The file has {bytes} bytes, but {most} is the most.':
      'Fitxategiak {bytes} byte ditu, baina gehienez {most} izan ditzake.',
    'Split it into several files.': 'Banatu hainbat fitxategitan.',
  },
  FLX_WORKSPACE_NAME: {
    "'{name}' is no kind of definition.": "'{name}' ez da definizio mota bat.",
    'Rename it to one of the kinds, or move it out of the workspace.':
      'Jarri motetako baten izena, edo atera lan-eremutik.',
  },
  FLX_WORKSPACE_SHAPE: {
    'The file holds {found}, but {expected} belongs here.':
      'Fitxategiak hau dauka: {found}; baina hemen hau behar da: {expected}.',
    'Write {expected}.': 'Idatzi hau: {expected}.',
  },
  FLX_WORKSPACE_TWICE: {
    "'{property}' is written here and in '{other}'.": "'{property}' hemen eta '{other}' fitxategian idatzita dago.",
    'Keep one of the two.': 'Utzi bietako bat.',
  },
  FLX_WORKSPACE_SECRET: {
    "'{marker}' stands for a secret value kept by the server, but none is kept for this place.":
      "'{marker}' zerbitzariak gordetako balio sekretu baten ordezkoa da, baina leku honetarako ez dago gordetakorik.",
    'Write the value as a reference to an environment variable or a file.':
      'Idatzi balioa ingurune-aldagai baten edo fitxategi baten erreferentzia gisa.',
  },
  FLX_REFERENCE: {
    "There is no {kind} '{name}'.": "Ez dago '{name}' izenekorik ({kind}).",
    'Correct the name or create the {kind}.': 'Zuzendu izena, edo sortu ({kind}).',
  },
  FLX_MATCH_LABELS: {
    "The labels in '{file}' cannot be read: in line {line}, {reason}.":
      "'{file}' fitxategiko etiketak ezin dira irakurri: {line}. lerroan, {reason}.",
    'Write the columns Entity1, Entity1Key, Entity2, Entity2Key and IsMatch (true or false).':
      'Idatzi Entity1, Entity1Key, Entity2, Entity2Key eta IsMatch zutabeak (true edo false).',
  },
  FLX_MATCH_LABEL_ITSELF: {
    "A label pairs the record '{record}' with itself.":
      "Etiketa batek '{record}' erregistroa bere buruarekin lotzen du.",
    'Name two records, or leave the label out.': 'Izendatu bi erregistro, edo utzi etiketa kanpoan.',
  },
  FLX_MATCH_LABEL_TWICE: {
    "The pair of '{one}' and '{other}' is labelled twice.": "'{one}' eta '{other}' bikoteak bi etiketa ditu.",
    'Keep one of the two labels; the order of the two records does not count.':
      'Utzi bi etiketetako bat; bi erregistroen ordenak ez du axola.',
  },
  FLX_MATCH_LABEL_CONTRARY: {
    "The pair of '{one}' and '{other}' is labelled as a match and as none.":
      "'{one}' eta '{other}' bikoteak bi etiketa ditu: bat datozela dio batek, eta ez datozela besteak.",
    'Keep the label that is right; the order of the two records does not count.':
      'Utzi zuzena den etiketa; bi erregistroen ordenak ez du axola.',
  },
  FLX_MATCH_LABEL_ROW: {
    "The row '{record}' is labelled twice.": "'{record}' errenkadak bi etiketa ditu.",
    'Keep one of the two labels: a row belongs to one cluster.':
      'Utzi bi etiketetako bat: errenkada bat multzo bakar batekoa da.',
  },
  FLX_TRIGGER_MEASURE: {
    "The measure '{name}' is {found}, which has no single value to watch.":
      "'{name}' neurria {found} da, eta ez du zaintzeko balio bakarrik.",
    'Watch a business measure, and name the row of one with dimensions.':
      'Zaindu negozio-neurri bat, eta izendatu errenkada bat dimentsioak baditu.',
  },
  FLX_REPLAY_ALL: {
    'The replay names neither deliveries, nor a watcher, nor a time.':
      'Berriro bidaltzeko eskaerak ez du bidalketarik, zaindaririk ez unerik izendatzen.',
    "Give 'deliveryIds', 'watcherId' or 'from'.": "Eman 'deliveryIds', 'watcherId' edo 'from'.",
  },
};
