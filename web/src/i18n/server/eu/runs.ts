/** What runs of flows and deliveries say of what went wrong with them. */
export const runs: Readonly<Record<string, string>> = {
  'An action failed. No dependent actions succeeded. Failed: {names}.':
    'Ekintza batek huts egin du. Haren mendeko ekintzarik ez da ondo amaitu. Huts egin dutenak: {names}.',
  'An action failed. No dependent actions succeeded. {failed} of {turns} turns failed ({names}).':
    'Ekintza batek huts egin du. Haren mendeko ekintzarik ez da ondo amaitu. {turns} txandatik {failed} txandak huts egin dute ({names}).',
  "'{action}' was skipped: it runs after '{predecessor}' only with the status {wanted}, which ended as {status}.":
    "'{action}' saltatu egin da: '{predecessor}' ekintzaren ondoren {wanted} egoerarekin bakarrik exekutatzen da, eta hura {status} egoerarekin amaitu da.",
  'The condition did not hold after {count} turns.': 'Baldintza ez da bete {count} txandaren ondoren.',
  'The loop took longer than {seconds} seconds.': 'Begiztak {seconds} segundo baino gehiago iraun du.',
  'The time limit of the action was reached.': 'Ekintzaren denbora-muga agortu da.',
  'The flow that was called ended as {status}.': 'Deitutako fluxua {status} egoerarekin amaitu da.',
  'The service answered {status} ({code}).': 'Zerbitzuak {status} erantzun du ({code}).',
  'The service answered {status}.': 'Zerbitzuak {status} erantzun du.',
  'The service answered {status}: {reason}.': 'Zerbitzuak {status} erantzun du: {reason}.',
  'Nothing was tried: every operation of this connector does something.':
    'Ez da ezer probatu: konektore honen eragiketa guztiek egiten dute zerbait.',
  'The schema validation failed.': 'Eskemaren egiaztapenak huts egin du.',
  'The joined text would be longer than {limit} characters.':
    'Elkartutako testuak {limit} karaktere baino gehiago izango lituzke.',
  "The action '{action}' does not say which flow to run.": "'{action}' ekintzak ez dio zein fluxu exekutatu.",
  "The inline code action '{action}' execution failed, with error '{message}'.":
    "'{action}' kode-ekintzaren exekuzioak huts egin du, errore honekin: '{message}'.",
  "The statusCode of '{action}' is '{found}'. It must be a whole number from 200 to 599.":
    "'{action}' ekintzaren statusCode balioa '{found}' da. 200 eta 599 arteko zenbaki oso bat izan behar du.",
  "The 'format' of the action '{action}' is '{format}'. It must be CSV or HTML.":
    "'{action}' ekintzaren 'format' balioa '{format}' da. CSV edo HTML izan behar du.",
  "The execution of template action '{action}' failed: The 'from' property value in the '{kind}' action inputs is of type '{type}'. The value must be an array.":
    "'{action}' ekintzaren exekuzioak huts egin du: '{kind}' ekintzaren sarreretako 'from' balioa '{type}' motakoa da. Zerrenda bat izan behar du.",
  "The 'content' property of actions of type 'ParseJson' must be valid JSON. The provided value cannot be parsed: '{reason}'.":
    "'ParseJson' motako ekintzen 'content' propietateak baliozko JSON izan behar du. Emandako balioa ezin da irakurri: '{reason}'.",
  'Run it again later; where it always takes that long, raise the time limit of the step in its settings.':
    'Exekutatu berriro geroago; beti horrenbeste irauten badu, handitu urratsaren denbora-muga haren ezarpenetan.',
  'The fault is on the side of the service: run it again later, or tell those who run the service.':
    'Akatsa zerbitzuarena da: exekutatu berriro geroago, edo jakinarazi zerbitzua daramatenei.',
  'Compare the inputs of the step with what the service asks for.':
    'Alderatu urratsaren sarrerak zerbitzuak eskatzen duenarekin.',
  'The service does not accept who calls it: sign in to the connection of the step again, or correct its key or password.':
    'Zerbitzuak ez du deitzen duena onartzen: hasi saioa berriro urratsaren konexioan, edo zuzendu haren gakoa edo pasahitza.',
  'The service knows who calls it, and does not allow this: give the account of the connection the right to it.':
    'Zerbitzuak badaki nork deitzen duen, baina ez dio hau baimentzen: eman horretarako baimena konexioaren kontuari.',
  'Correct the address, names and ids in the inputs of the step: what it asks for is not there.':
    'Zuzendu urratsaren sarreretako helbidea, izenak eta IDak: eskatzen duena ez dago han.',
  'The service is called too often: run it again later, or let the flow call it less often.':
    'Zerbitzuari maizegi deitzen zaio: exekutatu berriro geroago, edo egin fluxuak gutxiagotan dei diezaion.',
  'Look at the steps inside of it that failed.': 'Begiratu huts egin duten barruko urratsei.',
  'the receiver answered 410: it is gone': 'hartzaileak 410 erantzun du: jada ez dago',
  'the receiver answered {status}': 'hartzaileak {status} erantzun du',
  'the receiver answered {status}, and redirects are not followed':
    'hartzaileak {status} erantzun du, eta birbideratzeei ez zaie jarraitzen',
  'no answer within {seconds} seconds': 'ez da erantzunik izan {seconds} segundotan',
  'the connection broke': 'konexioa eten egin da',
  'the process stopped': 'prozesua gelditu egin da',
  'the attempt is over': 'saiakera amaitu da',
  'the subscription ended': 'harpidetza amaitu da',
  'the flow is no longer there': 'fluxua ez dago jada',
  'the flow is stopped': 'fluxua geldituta dago',
  'the trigger failed': 'abiarazleak huts egin du',
  'no run was to be started': 'ez zegoen exekuziorik abiarazteko',
};
