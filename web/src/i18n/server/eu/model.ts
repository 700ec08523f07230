import type { ServerTexts } from '../../server-texts.ts';

export const model: ServerTexts = {
  FLX_INVALID: {
    '{what} has {count} problem(s).': 'Zuzendu beharreko arazoak daude hemen: {what} ({count}).',
    'Mend each problem listed below.': 'Zuzendu behean zerrendatutako arazo bakoitza.',
  },
  FLX_INVALID_VALUE: {
    'The value is {found}, but it {rule}.': 'Balioa {found} da, baina araua hau da: {rule}.',
  },
  FLX_UNKNOWN_PROPERTY: {
    "There is no property '{name}' here.": "Hemen ez dago '{name}' propietaterik.",
    'Remove it or correct its name.': 'Kendu, edo zuzendu haren izena.',
  },
  FLX_MISSING_PROPERTY: {
    "The property '{name}' is missing.": "'{name}' propietatea falta da.",
    "Add '{name}'.": "Gehitu '{name}'.",
  },
  FLX_UNKNOWN_ENTITY: {
    "There is no entity '{name}'.": "Ez dago '{name}' entitaterik.",
    'Correct the name or add the entity to a data source.': 'Zuzendu izena, edo gehitu entitatea datu-iturburu bati.',
  },
  FLX_UNKNOWN_ATTRIBUTE: {
    "The entity '{entity}' has no attribute '{name}'.": "'{entity}' entitateak ez du '{name}' atributurik.",
    'Correct the name of the attribute.': 'Zuzendu atributuaren izena.',
  },
  FLX_ACTIVITY_TIMESTAMP: {
    "'{attribute}' of '{entity}' is of type {type} and does not tell when an activity happened.":
      "'{entity}' entitateko '{attribute}' {type} motakoa da, eta ez du jarduera noiz gertatu den esaten.",
    'Name an attribute that holds dates or times.': 'Izendatu datak edo orduak dituen atributu bat.',
  },
  FLX_ACTIVITY_UNIT: {
    "'{attribute}' has a unit, and the activity does not show it.":
      "'{attribute}' atributuak unitate bat dauka, eta jarduerak ez du erakusten.",
    'Name it as the detail or among the attributes, or take its unit out.':
      'Izendatu xehetasun gisa edo atributuen artean, edo kendu haren unitatea.',
  },
  FLX_UNKNOWN_RELATIONSHIP: {
    "There is no relationship '{name}' at '{entity}'.": "'{entity}' entitateak ez du '{name}' erlaziorik.",
    'Correct the name or create the relationship.': 'Zuzendu izena, edo sortu erlazioa.',
  },
  FLX_UNKNOWN_SEGMENT: {
    "There is no segment '{name}'.": "Ez dago '{name}' segmenturik.",
    'Correct the name or create the segment.': 'Zuzendu izena, edo sortu segmentua.',
  },
  FLX_UNKNOWN_MEASURE: {
    "There is no measure '{name}'.": "Ez dago '{name}' neurririk.",
    'Correct the name or create the measure.': 'Zuzendu izena, edo sortu neurria.',
  },
  FLX_CYCLE: {
    '{kind} depend on each other in a circle: {circle}.': 'Elkarren mendekoak dira, zirkuluan: {circle} ({kind}).',
    'Take one of them out of the circle.': 'Atera haietako bat zirkulutik.',
  },
  FLX_DUPLICATE_NAME: {
    "The name '{name}' is used twice among the {kind} definitions (case does not count).":
      "'{name}' izena birritan erabiltzen da definizioen artean ({kind}; letra larri-xeheek ez dute axola).",
    'Rename one of them.': 'Aldatu izena bati.',
  },
  FLX_OPERATOR_OPERANDS: {
    "The operator '{operator}' needs {needs}.": "'{operator}' eragileak hau behar du: {needs}.",
    'Add {needs}.': 'Gehitu hau: {needs}.',
  },
  FLX_OPERATOR_TYPE: {
    "The operator '{operator}' cannot be used on '{attribute}', which is of type {type}.":
      "'{operator}' eragilea ezin da '{attribute}' atributuan erabili, {type} motakoa baita.",
    'Use an operator that fits the type.': 'Erabili motari dagokion eragile bat.',
  },
  FLX_OPERATOR_VALUE: {
    "The operator '{operator}' on '{attribute}' takes {expected}, but the value is {found}.":
      "'{operator}' eragileak '{attribute}' atributuan hau hartzen du: {expected}; baina balioa {found} da.",
    'Write {expected}.': 'Idatzi hau: {expected}.',
  },
  FLX_CONDITION_SUBJECT: {
    'The condition must name either an attribute or a measure.':
      'Baldintzak atributu bat edo neurri bat izendatu behar du.',
    'Name one of the two.': 'Izendatu bietako bat.',
  },
  FLX_CONTACT_NEEDED: {
    "Only contacts are members of '{name}', but the rows here are of '{entity}'.":
      "Kontaktuak bakarrik izan daitezke '{name}' segmentuaren kide, baina hemengo errenkadak '{entity}' entitatekoak dira.",
    "Follow a path to UnifiedContact first, with the operator 'any'.":
      "Jarraitu lehenik UnifiedContact entitateraino doan bide bati, 'any' eragilearekin.",
  },
  FLX_CUSTOMER_NEEDED: {
    "{what} can only be asked of customers, but the rows here are of '{entity}'.":
      "Bezeroei bakarrik galde dakieke hau: {what}; baina hemengo errenkadak '{entity}' entitatekoak dira.",
    "Follow a path to Customer first, with the operator 'any'.":
      "Jarraitu lehenik Customer entitateraino doan bide bati, 'any' eragilearekin.",
  },
  FLX_PATH_LENGTH: {
    'The path has {count} hops, but {most} is the most.':
      'Bideak {count} jauzi ditu, baina gehienez {most} izan ditzake.',
    'Shorten the path.': 'Laburtu bidea.',
  },
  FLX_PATH_NONE: {
    "No relationships lead from '{from}' to '{to}'.":
      "Ez dago '{from}' entitatetik '{to}' entitatera daraman erlaziorik.",
    "Create a relationship on the way, or add '{from}' to the unification.":
      "Sortu bidean falta den erlazioa, edo gehitu '{from}' bateratzeari.",
  },
  FLX_PATH_AMBIGUOUS: {
    "Several shortest ways lead from '{from}' to '{to}': {ways}.":
      "Hainbat bide laburren daude '{from}' entitatetik '{to}' entitatera: {ways}.",
    'Write the relationships of one of them as the path.': 'Idatzi haietako baten erlazioak bide gisa.',
  },
  FLX_PATH_END: {
    "The path ends at '{entity}', whose rows do not belong to customers.":
      "Bidea '{entity}' entitatean amaitzen da, eta haren errenkadak ez dira bezeroenak.",
    'Let the path end at one of: {unified}.': 'Amaitu bidea hauetako batean: {unified}.',
  },
  FLX_PATH_TO_MANY: {
    "'{link}' leads from one row of '{entity}' to many, so there is no single value.":
      "'{link}' erlazioak '{entity}' entitateko errenkada batetik askotara darama; beraz, ez dago balio bakarrik.",
    'Base the measure on the entity at the end of the path, or make the relationship oneToOne.':
      'Oinarritu neurria bidearen amaierako entitatean, edo bihurtu erlazioa oneToOne.',
  },
  FLX_HIERARCHY: {
    "The operator '{operator}' needs a relationship from '{entity}' to itself, and '{found}' is none.":
      "'{operator}' eragileak '{entity}' entitatetik bere buruarenganako erlazio bat behar du, eta '{found}' ez da halakoa.",
    "Name such a relationship in 'hierarchy'.": "Izendatu halako erlazio bat 'hierarchy' propietatean.",
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
  FLX_UNKNOWN_VARIABLE: {
    "There is no variable '{name}' before this place.": "Leku honen aurretik ez dago '{name}' aldagairik.",
    'Correct the name or define the variable earlier.': 'Zuzendu izena, edo definitu aldagaia lehenago.',
  },
  FLX_EXPRESSION_ARGUMENTS: {
    "'{function}' takes {takes} argument(s), but has {count}.":
      "'{function}' funtzioak {takes} argumentu hartzen ditu, baina {count} ditu.",
    'Give it {takes} argument(s).': 'Eman {takes} argumentu.',
  },
  FLX_EXPRESSION_TYPE: {
    "'{function}' takes {takes} as argument {position}, but it is of type {found}.":
      "'{function}' funtzioak hau hartzen du {position}. argumentu gisa: {takes}; baina {found} motakoa da.",
    'Give it {takes}.': 'Eman hau: {takes}.',
  },
  FLX_EXPRESSION_MIXED: {
    "The values of '{function}' are of types that do not go together: {types}.":
      "'{function}' funtzioaren balioak batera ezin doazen motetakoak dira: {types}.",
    'Give all of them one type.': 'Eman mota bera guztiei.',
  },
  FLX_MEASURE_USE: {
    "The measure '{name}' cannot be used here: it is {found}, and {needed} is needed.":
      "'{name}' neurria ezin da hemen erabili: {found} da, eta hau behar da: {needed}.",
    'Use {needed}.': 'Erabili hau: {needed}.',
  },
  FLX_MEASURE_CALCULATIONS: {
    'A customer attribute measure has one calculation and no dimension, but this one has {calculations} and {dimensions}.':
      'Bezeroaren atributu-neurri batek kalkulu bat du eta dimentsiorik ez, baina honek hau du: {calculations}, {dimensions}.',
    "Keep one calculation, or make it of kind 'customer'.": "Utzi kalkulu bakarra, edo bihurtu 'customer' motakoa.",
  },
  FLX_CALCULATION_NEEDS: {
    "The function '{function}' needs {needs}.": "'{function}' funtzioak hau behar du: {needs}.",
    'Add {needs}.': 'Gehitu hau: {needs}.',
  },
  FLX_CALCULATION_TYPE: {
    "The function '{function}' cannot be used on values of type {found}.":
      "'{function}' funtzioa ezin da {found} motako balioekin erabili.",
    'Use it on {takes}.': 'Erabili hauekin: {takes}.',
  },
  FLX_DIMENSION_BUCKET: {
    "'{attribute}' is of type {found} and cannot be grouped by {bucket}.":
      "'{attribute}' {found} motakoa da, eta ezin da honela taldekatu: {bucket}.",
    'Group dates only, or leave the bucket out.': 'Taldekatu datak bakarrik, edo kendu taldekatzea.',
  },
  FLX_NAME_CLASH: {
    "The name '{name}' is already that of {what}.": "'{name}' beste honen izena da dagoeneko: {what}.",
    'Choose another name.': 'Aukeratu beste izen bat.',
  },
  FLX_SEGMENT_CONTENT: {
    'A {kind} segment needs {needs}.': '{kind} motako segmentu batek hau behar du: {needs}.',
    'Add {needs}, or change the kind.': 'Gehitu hau: {needs}; edo aldatu mota.',
  },
  FLX_SEGMENT_CONTACTS: {
    'The segment is of contacts, but the workspace has none.':
      'Segmentua kontaktuena da, baina lan-eremuak ez du kontakturik.',
    "Name contacts in the audience, or take 'of' away.": "Izendatu kontaktuak hartzaileetan, edo kendu 'of'.",
  },
  FLX_SEGMENT_OPERATION: {
    'The rule does not say how it joins those before it.': 'Arauak ez dio nola lotzen den aurrekoekin.',
    "Give it the operation 'union', 'intersect' or 'except'.": "Eman 'union', 'intersect' edo 'except' eragiketa.",
  },
};
