import type { ServerTexts } from '../../server-texts.ts';

export const unify: ServerTexts = {
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
    "'{name}' is used twice among {kind}.": "'{name}' bi aldiz erabili da ({kind}).",
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
  FLX_UNIFY_BLOCK_TO_SKIP: {
    "The rule '{rule}' would skip the block {key}: {size} rows share it, more than {limit}.":
      "'{rule}' arauak {key} blokea saltatuko luke: {size} errenkadak dute, {limit} baino gehiagok.",
    'Add a condition or blocking key that splits it, ignore the value with bypass, or raise maxBlockSize.':
      'Gehitu blokea zatitzen duen baldintza edo bloke-gako bat, baztertu balioa bypass erabiliz, edo handitu maxBlockSize.',
  },
  FLX_UNIFY_BLOCKS_TO_SKIP: {
    "The rule '{rule}' would skip {count} more blocks of more than {limit} rows.":
      "'{rule}' arauak {limit} errenkada baino gehiagoko beste {count} bloke saltatuko lituzke.",
    'Add a condition or blocking key that splits them, or raise maxBlockSize.':
      'Gehitu blokeak zatitzen dituen baldintza edo bloke-gako bat, edo handitu maxBlockSize.',
  },
  FLX_UNIFY_KEYS_SKIPPED: {
    'Records were not compared for these values alone, which too many share: {blocks}. Other blocking keys still find them.':
      'Erregistroak ez dira alderatu gehiegik partekatzen dituzten balio hauengatik bakarrik: {blocks}. Beste bloke-gakoek aurkitzen dituzte oraindik.',
    'Where such a value stands for none, ignore it with bypass.':
      'Halako balio batek baliorik eza adierazten badu, baztertu bypass erabiliz.',
  },
  FLX_UNIFY_THIN_EVIDENCE: {
    'The weights of matching mean little: {records} records, with about {matches} pairs of one customer among them, are too few to learn from.':
      'Elkartzeko pisuek gutxi esan nahi dute: {records} erregistro, bezero bereko {matches} bat bikoterekin, gutxiegi dira haietatik ikasteko.',
    'Match by rules until there are more, or look at the pairs before you trust them: fluxu customer review':
      'Elkartu arauen bidez gehiago egon arte, edo begiratu bikoteak haietaz fidatu aurretik: fluxu customer review',
  },
  FLX_UNIFY_STRANGE_MATCHES: {
    'Matching has hardly learned what one customer is: training goes on to expect {matches} pairs among {records} records, so the weights are those of round {rounds}. Comparisons whose full agreement it would take for a sign of two customers: {against}.':
      'Elkartzeak nekez ikasi du bezero bat zer den: ikasten jarraituz gero {matches} bikote espero ditu {records} erregistroren artean; beraz, {rounds}. txandako pisuak dira. Bat etortze osoa bi bezeroren seinaletzat hartuko luketen alderaketak: {against}.',
    'Check what each column was taken for and that its values are read, or match by rules.':
      'Egiaztatu zutabe bakoitza zertzat hartu den eta haren balioak irakurtzen direla, edo elkartu arauen bidez.',
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
      "Zerrendako '{entity}' entitateak ez du '{column}' zutaberik ({list}).",
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
      'Zerrendako {count} bikotek ez dagoen entitate edo gako bat aipatzen dute, hala nola {example} ({list}).',
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
      'Bezeroak arauen bidez bakarrik datoz bat; beraz, bikote batek ere ez du probabilitaterik.',
    "Give the unification the mode 'probabilities' or 'both', and refresh.":
      "Eman bateratzeari 'probabilities' edo 'both' modua, eta freskatu.",
  },
  FLX_UNIFY_NO_FIELD: {
    "The unified profile has no field '{name}'.": "Profil bateratuak ez du '{name}' eremurik.",
    'Correct the name.': 'Zuzendu izena.',
  },
};
