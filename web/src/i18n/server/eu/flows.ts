import type { ServerTexts } from '../../server-texts.ts';

export const flows: ServerTexts = {
  FLX_FLOW_DEFINITION: {
    'The flow definition cannot be run: {problem}.': 'Fluxuaren definizioa ezin da exekutatu: {problem}.',
    'Correct the definition.': 'Zuzendu definizioa.',
  },
  FLX_FLOW_DUPLICATE_ACTION: {
    "There are two actions named '{name}' (case does not count).":
      "Bi ekintzak dute '{name}' izena (letra larri-xeheek ez dute axola).",
    'Rename one of them.': 'Aldatu izena bati.',
  },
  FLX_FLOW_RUN_AFTER: {
    "The action '{name}' is to run after '{predecessor}', which is not beside it.":
      "'{name}' ekintza '{predecessor}' ekintzaren ondoren exekutatu behar da, baina hori ez dago haren ondoan.",
    'Name an action of the same scope.': 'Izendatu multzo bereko ekintza bat.',
  },
  FLX_FLOW_RUN_AFTER_CIRCLE: {
    'The actions {names} wait for each other.': 'Ekintza hauek elkarren zain daude: {names}.',
    'Take one runAfter out of the circle.': 'Atera runAfter bat zirkulutik.',
  },
  FLX_FLOW_UNSUPPORTED_ACTION: {
    "Actions of type '{type}' cannot be run here.": "'{type}' motako ekintzak ezin dira hemen exekutatu.",
    'Replace the action, or give a static result.': 'Ordeztu ekintza, edo eman emaitza finko bat.',
  },
  FLX_FLOW_NO_TRIGGER: {
    "The flow '{flow}' has no trigger '{trigger}'.": "'{flow}' fluxuak ez du '{trigger}' abiarazlerik.",
    'Correct the name of the trigger.': 'Zuzendu abiarazlearen izena.',
  },
  FLX_FLOW_CONNECTION: {
    "There is no connection '{reference}'.": "Ez dago '{reference}' konexiorik.",
    'Choose a connection in the step, or add one under Admin > Export destinations > Connections.':
      'Aukeratu konexio bat urratsean, edo gehitu bat hemen: Administratzailea > Esportatu helburuak > Konexioak.',
  },
  FLX_FLOW_NOT_CONNECTED: {
    "The flow '{flow}' stays off: these steps lack a connection: {steps}.":
      "'{flow}' fluxua desaktibatuta geratzen da: urrats hauek ez dute konexiorik: {steps}.",
    'Choose a connection in each of them; the flow checker of the designer leads to them.':
      'Aukeratu konexio bat haietako bakoitzean; diseinatzailearen fluxu-egiaztatzaileak haietara eramaten du.',
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
  FLX_FLOW_TRIGGER_BODY: {
    "The body does not fit the schema of the trigger '{trigger}': {problem}.":
      "Gorputza ez dator bat '{trigger}' abiarazlearen eskemarekin: {problem}.",
    'Correct the body.': 'Zuzendu gorputza.',
  },
  FLX_FLOW_UNKNOWN_RUN: {
    "There is no run '{runId}'.": "Ez dago '{runId}' exekuziorik.",
    'Correct the id of the run.': 'Zuzendu exekuzioaren identifikatzailea.',
  },
  FLX_FLOW_UNKNOWN_RUN_ACTION: {
    "The run '{runId}' has no action '{action}'.": "'{runId}' exekuzioak ez du '{action}' ekintzarik.",
    'Correct the name of the action.': 'Zuzendu ekintzaren izena.',
  },
  FLX_FLOW_CALLBACK: {
    'This callback address is not valid, or its step no longer waits.':
      'Dei-helbide honek ez du balio, edo haren urratsa ez dago jada zain.',
    'Use the address as it was given, before the step has ended.':
      'Erabili helbidea eman zen bezala, urratsa amaitu aurretik.',
  },
  FLX_FLOW_CONTENT_SECURED: {
    "The {part} of the action '{action}' are secured.": "'{action}' ekintzaren edukia babestuta dago ({part}).",
    'Turn off secure {part} for the action to see them in new runs.':
      'Kendu babesa ekintzari ({part}), exekuzio berrietan ikusteko.',
  },
  FLX_FLOW_INPUT: {
    "'{action}' needs {expected}, but {input} is {found}.":
      "'{action}' ekintzak hau behar du: {expected}; baina {input} hau da: {found}.",
    'Correct {input}.': 'Zuzendu hau: {input}.',
  },
  FLX_FLOW_VARIABLE_EXISTS: {
    "The variable '{name}' is initialized twice.": "'{name}' aldagaia bi aldiz hasieratzen da.",
    'Use Set variable the second time.': 'Bigarrenean, erabili Ezarri aldagaia.',
  },
  FLX_FLOW_VARIABLE_MISSING: {
    "There is no variable '{name}'.": "Ez dago '{name}' aldagairik.",
    'Add an InitializeVariable action that runs before.':
      'Gehitu aurretik exekutatzen den InitializeVariable ekintza bat.',
  },
  FLX_FLOW_VARIABLE_TYPE: {
    "The variable '{name}' is of type {type} and cannot take {found}.":
      "'{name}' aldagaia {type} motakoa da, eta ezin du hau hartu: {found}.",
    'Give a value of type {type}.': 'Eman {type} motako balio bat.',
  },
  FLX_FLOW_SWITCH_CASE: {
    "Two cases of '{action}' have the same value.": "'{action}' ekintzaren bi kasuk balio bera dute.",
    'Give each case a value of its own.': 'Eman kasu bakoitzari bere balioa.',
  },
  FLX_FLOW_SCHEMA: {
    'The content does not fit the schema: {problem}.': 'Edukia ez dator bat eskemarekin: {problem}.',
    'Correct the content or the schema.': 'Zuzendu edukia edo eskema.',
  },
  FLX_FLOW_RETRY_POLICY: {
    'The retry policy cannot be used: {problem}.': 'Berriro saiatzeko irizpidea ezin da erabili: {problem}.',
    'Correct the retryPolicy.': 'Zuzendu retryPolicy.',
  },
  FLX_FLOW_RECURRENCE: {
    'The recurrence cannot be used: {problem}.': 'Errepikapena ezin da erabili: {problem}.',
    'Correct the recurrence.': 'Zuzendu errepikapena.',
  },
  FLX_FLOW_NOT_MOCKED: {
    "There is no mock for '{action}' of type {type}.":
      "Ez dago '{action}' ekintzarentzako ordezko emaitzarik ({type} mota).",
    "Add a mock under '{action}', '{type}' or '*'.":
      "Gehitu ordezko emaitza bat honen azpian: '{action}', '{type}' edo '*'.",
  },
  FLX_FLOW_NO_ANSWER: {
    'No answer came from {host}: {reason}.': 'Ez da erantzunik etorri hemendik: {host}. {reason}.',
    'Check that the service is up.': 'Egiaztatu zerbitzua martxan dagoela.',
  },
  FLX_FLOW_ANSWERED: {
    'The request of this run has been answered already, or nobody waits for an answer.':
      'Exekuzio honen eskaerari erantzun zaio dagoeneko, edo inor ez dago erantzunaren zain.',
    'Let only one Response action run, before the time limit of the request.':
      'Utzi Response ekintza bakarra exekutatzen, eskaeraren denbora-muga baino lehen.',
  },
  FLX_FLOW_AUTHENTICATION: {
    "The authentication type '{type}' cannot be used here.": "'{type}' autentifikazio mota ezin da hemen erabili.",
    'Use None, Basic, Raw, ClientCertificate or ActiveDirectoryOAuth.':
      'Erabili None, Basic, Raw, ClientCertificate edo ActiveDirectoryOAuth.',
  },
  FLX_FLOW_CONCURRENCY: {
    "'{action}' sets both operationOptions and concurrency, which contradict each other.":
      "'{action}' ekintzak operationOptions eta concurrency ezartzen ditu, eta elkarren kontrakoak dira.",
    'Keep one of them.': 'Utzi bietako bat.',
  },
};
