import type { ServerTexts } from '../../server-texts.ts';

export const flowsLanguage: ServerTexts = {
  FLX_FLOW_SYNTAX: {
    'Correct the expression.': 'Zuzendu adierazpena.',
  },
  FLX_FLOW_EXPRESSION_TOO_LONG: {
    'The expression has {length} characters; {limit} are allowed.':
      'Adierazpenak {length} karaktere ditu; {limit} onartzen dira.',
    'Split it over several Compose actions.': 'Banatu hainbat Compose ekintzatan.',
  },
  FLX_FLOW_EXPRESSION_TOO_DEEP: {
    'The expression nests deeper than {limit} levels.':
      'Adierazpenak {limit} maila baino gehiago ditu bata bestearen barruan.',
    'Split it over several Compose actions.': 'Banatu hainbat Compose ekintzatan.',
  },
  FLX_FLOW_UNKNOWN_FUNCTION: {
    "There is no function '{name}'.": "Ez dago '{name}' funtziorik.",
    'Use one of the documented functions.': 'Erabili dokumentatutako funtzioetako bat.',
  },
  FLX_FLOW_ARGUMENT_COUNT: {
    "'{function}' expects {expected}, but got {count}.":
      "'{function}' funtzioak hau espero du: {expected}; baina {count} jaso ditu.",
    'Write it like {example}.': 'Idatzi honela: {example}.',
  },
  FLX_FLOW_ARGUMENT_TYPE: {
    "'{function}' expects its parameter {position} '{parameter}' to be {expected}, but it is {found}.":
      "'{function}' funtzioaren {position}. parametroak, '{parameter}', hau izan behar du: {expected}; baina {found} da.",
    'Pass {expected}.': 'Eman hau: {expected}.',
  },
  FLX_FLOW_ARGUMENT_VALUE: {
    "'{function}' cannot use {found} as '{parameter}': it must be {expected}.":
      "'{function}' funtzioak ezin du {found} erabili '{parameter}' gisa: hau izan behar du: {expected}.",
    'Pass {expected}.': 'Eman hau: {expected}.',
  },
  FLX_FLOW_ARGUMENT_MIX: {
    "'{function}' expects parameters of same type, but got {left} and {right}.":
      "'{function}' funtzioak mota bereko parametroak espero ditu, baina hauek jaso ditu: {left} eta {right}.",
    'Convert one of them, for example with int(), float() or string().':
      'Bihurtu bietako bat, adibidez int(), float() edo string() erabiliz.',
  },
  FLX_FLOW_PROPERTY_EXISTS: {
    "'addProperty' expects the property to not exist in the object, but '{property}' does.":
      "'addProperty' funtzioak objektuan propietatea ez egotea espero du, baina '{property}' badago.",
    'Use setProperty to replace it.': 'Erabili setProperty, ordezkatzeko.',
  },
  FLX_FLOW_PROPERTY_MISSING: {
    "There is no property '{property}'; there are: {known}.":
      "Ez dago '{property}' propietaterik; hauek daude: {known}.",
    "Correct its name, or write ?['{property}'] to get null when it is absent.":
      "Zuzendu haren izena, edo idatzi ?['{property}'], falta denean null jasotzeko.",
  },
  FLX_FLOW_INDEX_MISSING: {
    'There is no element {index}; the array has {length}.': 'Ez dago {index}. elementurik; zerrendak {length} ditu.',
    'Correct the index, or write ?[{index}] to get null when it is absent.':
      'Zuzendu indizea, edo idatzi ?[{index}], falta denean null jasotzeko.',
  },
  FLX_FLOW_NOT_SELECTABLE: {
    '{key} cannot be read from {found}.': '{key} ezin da honetatik irakurri: {found}.',
    'Read properties by name from objects and elements by number from arrays.':
      'Irakurri propietateak izenez objektuetatik, eta elementuak zenbakiz zerrendetatik.',
  },
  FLX_FLOW_KEY_TYPE: {
    'A property is named by a string or an element by an integer, not by {found}.':
      'Propietate bat testu batek izendatzen du, eta elementu bat zenbaki oso batek; hemen hau dago: {found}.',
    'Convert the key with string() or int().': 'Bihurtu gakoa string() edo int() erabiliz.',
  },
  FLX_FLOW_UNKNOWN_PARAMETER: {
    "There is no parameter '{name}'.": "Ez dago '{name}' parametrorik.",
    'Declare it under parameters of the definition.': 'Deklaratu definizioaren parametroetan.',
  },
  FLX_FLOW_UNKNOWN_VARIABLE: {
    "There is no variable '{name}'.": "Ez dago '{name}' aldagairik.",
    'Add an InitializeVariable action that runs before.':
      'Gehitu aurretik exekutatzen den InitializeVariable ekintza bat.',
  },
  FLX_FLOW_UNKNOWN_ACTION: {
    "There is no result of an action '{name}' here.": "Hemen ez dago '{name}' ekintzaren emaitzarik.",
    'Name an action that runs before this one.': 'Izendatu honen aurretik exekutatzen den ekintza bat.',
  },
  FLX_FLOW_UNKNOWN_LOOP: {
    "There is no loop '{name}' around this place.": "Leku honen inguruan ez dago '{name}' begiztarik.",
    'Name a Foreach or Until that contains the action.': 'Izendatu ekintza bere barruan duen Foreach edo Until bat.',
  },
  FLX_FLOW_UNKNOWN_SETTING: {
    "There is no application setting '{name}'.": "Ez dago '{name}' aplikazio-ezarpenik.",
    'Add it to the settings that flows may read.': 'Gehitu fluxuek irakur ditzaketen ezarpenei.',
  },
  FLX_FLOW_NOTHING_HERE: {
    "'{function}' has nothing to read here: {reason}.": "'{function}' funtzioak ez du hemen zer irakurririk: {reason}.",
    'Use it where the run has such a value.': 'Erabili exekuzioak halako balio bat duen lekuan.',
  },
  FLX_FLOW_NOT_INTEGER: {
    'Could not parse {value} as int: it is no integer of 64 bits.':
      'Ezin izan da {value} zenbaki oso gisa irakurri: ez da 64 biteko zenbaki oso bat.',
    'Pass digits, or a number without fraction.': 'Eman digituak, edo zatikirik gabeko zenbaki bat.',
  },
  FLX_FLOW_NUMBER_RANGE: {
    "The result of '{function}' does not fit {type}.": "'{function}' funtzioaren emaitza ez da {type} motan sartzen.",
    'Use smaller numbers, or float() or decimal().': 'Erabili zenbaki txikiagoak, edo float() edo decimal().',
  },
  FLX_FLOW_DIVISION_BY_ZERO: {
    "'{function}' cannot divide by zero.": "'{function}' funtzioak ezin du zeroz zatitu.",
    'Check the divisor first, for example with if(equals(x, 0), …).':
      'Egiaztatu zatitzailea lehenik, adibidez if(equals(x, 0), …) erabiliz.',
  },
  FLX_FLOW_JSON: {
    'This is not JSON: {problem} at position {position}.': 'Hau ez da JSON: {problem}, {position}. posizioan.',
    'Correct the text.': 'Zuzendu testua.',
  },
  FLX_FLOW_JSON_DEEP: {
    'The value nests deeper than {limit} levels.': 'Balioak {limit} maila baino gehiago ditu bata bestearen barruan.',
    'Use a flatter structure.': 'Erabili egitura lauago bat.',
  },
  FLX_FLOW_XML: {
    'This is not well-formed XML: {problem} at line {line}, column {column}.':
      'Hau ez da ondo osatutako XML: {problem}, {line}. lerroan, {column}. zutabean.',
    'Correct the document.': 'Zuzendu dokumentua.',
  },
  FLX_FLOW_XML_FROM_JSON: {
    'This JSON cannot become XML: {problem}.': 'JSON hau ezin da XML bihurtu: {problem}.',
    'Give one object with one root property.': 'Eman erro-propietate bakarra duen objektu bat.',
  },
  FLX_FLOW_XPATH: {
    "The XPath expression '{xpath}' failed: {problem}.": "'{xpath}' XPath adierazpenak huts egin du: {problem}.",
    'Correct it; XPath 1.0 is understood.': 'Zuzendu; XPath 1.0 ulertzen da.',
  },
  FLX_FLOW_CONDITION: {
    'This condition cannot be evaluated: {problem}.': 'Baldintza hau ezin da ebaluatu: {problem}.',
    'Write it as an expression that starts with @, or as an object with one operator such as equals and its arguments.':
      'Idatzi @ ikurrarekin hasten den adierazpen gisa, edo eragile bakarra eta haren argumentuak dituen objektu gisa, equals adibidez.',
  },
  FLX_FLOW_STEPS: {
    'The evaluation took more than {limit} steps.': 'Ebaluazioak {limit} urrats baino gehiago behar izan ditu.',
    'Use smaller data, or split the work over several actions.':
      'Erabili datu gutxiago, edo banatu lana hainbat ekintzatan.',
  },
  FLX_FLOW_SIZE: {
    'The result has more than {limit} characters.': 'Emaitzak {limit} karaktere baino gehiago ditu.',
    'Use smaller data, or split the work over several actions.':
      'Erabili datu gutxiago, edo banatu lana hainbat ekintzatan.',
  },
  FLX_FLOW_TIME: {
    'The evaluation took longer than {limit} seconds.': 'Ebaluazioak {limit} segundo baino gehiago iraun du.',
    'Use smaller data, or split the work over several actions.':
      'Erabili datu gutxiago, edo banatu lana hainbat ekintzatan.',
  },
  FLX_FLOW_CASE: {
    'The case {position} cannot be read: {problem}.': '{position} kasua ezin da irakurri: {problem}.',
    "Give each case an 'id' and either an 'expression' or a 'template'.":
      "Eman kasu bakoitzari 'id' bat, eta 'expression' edo 'template' bat.",
  },
  FLX_FLOW_FILE: {
    "'{file}' holds no flow definition: {problem}.": "'{file}' fitxategiak ez du fluxu-definiziorik: {problem}.",
    'Give a definition, a workflow.json, an ARM template, a solution flow or an exported package.':
      'Eman definizio bat, workflow.json bat, ARM txantiloi bat, soluzio bateko fluxu bat edo esportatutako pakete bat.',
  },
  FLX_DEFINITION_MISSING: {
    "'{field}' is missing.": "'{field}' falta da.",
    "Add '{field}'.": "Gehitu '{field}'.",
  },
  FLX_DEFINITION_TYPE: {
    "'{field}' must be {expected}, but is {found}.": "'{field}' hau izan behar da: {expected}; baina {found} da.",
    'Replace it with {expected}.': 'Ordeztu honekin: {expected}.',
  },
  FLX_DEFINITION_VALUE: {
    "'{field}' is {found}, but must be {expected}.": "'{field}' {found} da, baina hau izan behar da: {expected}.",
    'Replace it with {expected}.': 'Ordeztu honekin: {expected}.',
  },
  FLX_DEFINITION_CASE: {
    "'{field}' is written {found}; the language writes it {expected}.":
      "'{field}' honela idatzita dago: {found}; hizkuntzak honela idazten du: {expected}.",
    'Write {expected}.': 'Idatzi {expected}.',
  },
  FLX_DEFINITION_CONTEXT: {
    "'{field}' cannot stand here: {reason}.": "'{field}' ezin da hemen egon: {reason}.",
    'Remove or move it.': 'Kendu edo mugitu.',
  },
  FLX_DEFINITION_UNKNOWN_TYPE: {
    "There is no {what} type '{type}'.": "Ez dago '{type}' motarik ({what}).",
    'Correct the type.': 'Zuzendu mota.',
  },
  FLX_DEFINITION_EXPRESSION: {
    'Correct the expression.': 'Zuzendu adierazpena.',
  },
  FLX_DEFINITION_FUNCTION: {
    "There is no function '{name}'.": "Ez dago '{name}' funtziorik.",
    'Correct its name.': 'Zuzendu haren izena.',
  },
  FLX_DEFINITION_FUNCTION_CONTEXT: {
    "'{name}()' cannot be used here: {reason}.": "'{name}()' ezin da hemen erabili: {reason}.",
    'Use it elsewhere, for example in a Compose action.': 'Erabili beste nonbait, adibidez Compose ekintza batean.',
  },
  FLX_DEFINITION_REFERENCE: {
    "There is no {what} '{name}'.": "Ez dago '{name}' izenekorik ({what}).",
  },
  FLX_DEFINITION_ORDER: {
    "{what} '{name}' does not come before this place.": "'{name}' ({what}) ez dator leku honen aurretik.",
    'Add it, or something after it, to runAfter.': 'Gehitu hura, edo haren ondorengo zerbait, runAfter propietatean.',
  },
  FLX_DEFINITION_RUN_AFTER: {
    "There is no action '{name}' beside this one to run after.":
      "Honen ondoan ez dago '{name}' ekintzarik, haren ondoren exekutatzeko.",
    'Name an action of the same level.': 'Izendatu maila bereko ekintza bat.',
  },
  FLX_DEFINITION_CYCLE: {
    "'{name}' runs after itself, by way of '{other}'.":
      "'{name}' bere buruaren ondoren exekutatzen da, '{other}' bidez.",
    'Break the circle.': 'Eten zirkulua.',
  },
  FLX_DEFINITION_DUPLICATE: {
    "There are two actions '{name}'.": "Bi ekintzak dute '{name}' izena.",
    'Rename one of them; names count in the whole flow.': 'Aldatu izena bati; izenek fluxu osoan balio dute.',
  },
  FLX_DEFINITION_LIMIT: {
    '{what}: {count}, where {limit} are allowed.': '{what}: {count}, eta {limit} onartzen dira.',
    'Split the flow into several.': 'Banatu fluxua hainbatetan.',
  },
  FLX_DEFINITION_PARAMETER_VALUE: {
    "The parameter '{name}' has neither a default nor a value.":
      "'{name}' parametroak ez du balio lehenetsirik ez baliorik.",
    'Give it a defaultValue, or a value where the flow is deployed.':
      'Eman defaultValue bat, edo balio bat fluxua hedatzen den lekuan.',
  },
  FLX_DEFINITION_TEMPLATE: {
    "'{field}' of the template must be {expected}, but is {found}.":
      "Txantiloiaren '{field}' hau izan behar da: {expected}; baina {found} da.",
    'Correct the template.': 'Zuzendu txantiloia.',
  },
  FLX_DEFINITION_NOT_RESOLVED: {
    'The template expression {expression} cannot be resolved here.':
      'Txantiloiaren {expression} adierazpena ezin da hemen ebatzi.',
    'Deploy the template, or give its parameters defaults.':
      'Hedatu txantiloia, edo eman balio lehenetsiak haren parametroei.',
  },
  FLX_DEFINITION_CONNECTION: {
    "There is no connection '{name}' in {file}.": "Ez dago '{name}' konexiorik hemen: {file}.",
    'Add it, or correct the reference.': 'Gehitu, edo zuzendu erreferentzia.',
  },
};
