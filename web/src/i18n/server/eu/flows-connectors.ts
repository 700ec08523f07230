import type { ServerTexts } from '../../server-texts.ts';

export const flowsConnectors: ServerTexts = {
  FLX_CONNECTOR_NOT_FOUND: {
    "The folder '{folder}' has no {file}.": "'{folder}' karpetak ez du {file} fitxategirik.",
    'Name the folder that holds the definition of the connector.': 'Izendatu konektorearen definizioa duen karpeta.',
  },
  FLX_CONNECTOR_UNREADABLE: {
    '{file} cannot be read: {reason}': '{file} ezin da irakurri: {reason}',
    'Write it as JSON.': 'Idatzi JSON gisa.',
  },
  FLX_CONNECTOR_ARCHIVE: {
    'The archive cannot be read as a connector: {reason}.': 'Artxiboa ezin da konektore gisa irakurri: {reason}.',
    'Pack the folder with apiDefinition.swagger.json and apiProperties.json as a zip.':
      'Bildu apiDefinition.swagger.json eta apiProperties.json dituen karpeta zip batean.',
  },
  FLX_CONNECTOR_FETCH: {
    'The connector could not be fetched: {reason}.': 'Konektorea ezin izan da ekarri: {reason}.',
    'Check the address, or download the files and add them from a folder.':
      'Egiaztatu helbidea, edo deskargatu fitxategiak eta gehitu karpeta batetik.',
  },
  FLX_CONNECTOR_NAME: {
    "'{name}' cannot be the name of a connector: {reason}.": "'{name}' ezin da konektore baten izena izan: {reason}.",
    'Give another name: letters, digits, underscores and hyphens.':
      'Eman beste izen bat: letrak, digituak, azpimarrak eta marratxoak.',
  },
  FLX_CONNECTOR_BUILT_IN: {
    "The connector '{name}' comes with Fluxu and cannot be removed.":
      "'{name}' konektorea Fluxurekin dator, eta ezin da kendu.",
    'Remove only connectors that were added; their list shows where each is from.':
      'Kendu gehitutako konektoreak bakarrik; haien zerrendak bakoitza nondik datorren erakusten du.',
  },
  FLX_CONNECTOR_IN_USE: {
    "The connector '{name}' is used by the connections {connections}.":
      "'{name}' konektorea konexio hauek erabiltzen dute: {connections}.",
    'Remove these connections first.': 'Kendu konexio horiek lehenik.',
  },
  FLX_OAUTH_REFUSED: {
    'The sign-in at {host} was refused: {reason}.': 'Saio-hasierari uko egin zaio hemen: {host}. {reason}.',
    'Check client, secret, scopes and redirect address of the connection, then sign in again.':
      'Egiaztatu konexioaren bezeroa, sekretua, esparruak eta birbideratze-helbidea, eta hasi saioa berriro.',
  },
  FLX_OAUTH_ENDED: {
    'The sign-in at {host} has ended: {reason}.': 'Saioa amaitu egin da hemen: {host}. {reason}.',
    'Sign in to the connection again.': 'Hasi saioa konexioan berriro.',
  },
  FLX_OAUTH_CERTIFICATE: {
    'The certificate of the client, or its private key, cannot be read.':
      'Bezeroaren ziurtagiria edo haren gako pribatua ezin da irakurri.',
    'Give both as PEM, the key an RSA key without a passphrase.':
      'Eman biak PEM gisa; gakoa, pasaesaldirik gabeko RSA gako bat.',
  },
  FLX_OAUTH_STATE: {
    'This sign-in is not known, was ended before, or took too long.':
      'Saio-hasiera hau ez da ezagutzen, lehenago amaitu zen, edo luzeegi jo du.',
    'Begin the sign-in again from the connection.': 'Hasi saioa berriro konexiotik.',
  },
  FLX_OAUTH_CLIENT: {
    "The connection '{name}' cannot sign in: {reason}.": "'{name}' konexioak ezin du saioa hasi: {reason}.",
    'Fill in client, secret and addresses in the connection.': 'Bete bezeroa, sekretua eta helbideak konexioan.',
  },
  FLX_CONNECTION_PARAMETER_MISSING: {
    "The connection has no '{name}', which the connector '{connector}' needs.":
      "Konexioak ez du '{name}', eta '{connector}' konektoreak behar du.",
    "Add '{name}' to the parameters of the connection.": "Gehitu '{name}' konexioaren parametroei.",
  },
  FLX_CONNECTION_PARAMETER_INVALID: {
    "The connection parameter '{name}' must be {expected}.":
      "Konexioaren '{name}' parametroak hau izan behar du: {expected}.",
    "Correct '{name}' in the parameters of the connection.": "Zuzendu '{name}' konexioaren parametroetan.",
  },
  FLX_CALL_PARAMETER_MISSING: {
    "The operation '{operation}' needs the parameter '{name}'.":
      "'{operation}' eragiketak '{name}' parametroa behar du.",
    "Give '{name}' a value.": "Eman balio bat '{name}' parametroari.",
  },
  FLX_CALL_PARAMETER_INVALID: {
    "The parameter '{name}' of '{operation}' is {found}, but must be {expected}.":
      "'{operation}' eragiketaren '{name}' parametroa {found} da, baina hau izan behar du: {expected}.",
  },
  FLX_CALL_PARAMETER_UNKNOWN: {
    "The operation '{operation}' has no parameter '{name}'.": "'{operation}' eragiketak ez du '{name}' parametrorik.",
    'Remove it or correct its name.': 'Kendu, edo zuzendu haren izena.',
  },
  FLX_CALL_PARAMETERS: {
    "{count} parameters of '{operation}' do not fit.": "'{operation}' eragiketaren {count} parametro ez dira egokiak.",
    'Mend each problem listed below.': 'Zuzendu behean zerrendatutako arazo bakoitza.',
  },
  FLX_CALL_NO_HOST: {
    "The connector '{title}' does not say which host to call.":
      "'{title}' konektoreak ez dio zein ostalarira deitu behar den.",
    'Give the connection the parameter that holds the host.': 'Eman konexioari ostalaria duen parametroa.',
  },
  FLX_CALL_HOST_PARAMETER: {
    "The address of the service comes from the connection parameter '{name}', which has no value.":
      "Zerbitzuaren helbidea konexioaren '{name}' parametrotik dator, eta ez du baliorik.",
    "Add '{name}' to the parameters of the connection.": "Gehitu '{name}' konexioaren parametroei.",
  },
  FLX_CALL_FOREIGN_LINK: {
    'The service {host} named a next address on another host, which would get its credentials.':
      '{host} zerbitzuak beste ostalari bateko hurrengo helbide bat eman du, eta hark kredentzialak jasoko lituzke.',
    'Ask who runs the service; its next links must stay on its own host.':
      'Galdetu zerbitzuaren arduradunari; hurrengo estekek bere ostalarian geratu behar dute.',
  },
  FLX_CALL_NO_CHOICES: {
    "The parameter '{name}' of '{operation}' has no list of values to pick from.":
      "'{operation}' eragiketaren '{name}' parametroak ez du aukeratzeko balio-zerrendarik.",
    'Write the value.': 'Idatzi balioa.',
  },
  FLX_CALL_NOT_WEBHOOK: {
    "The operation '{operation}' takes no callback address.": "'{operation}' eragiketak ez du dei-helbiderik hartzen.",
    'Use a trigger of the connector that is a webhook.': 'Erabili webhook bat den konektorearen abiarazle bat.',
  },
  FLX_CALL_SUBSCRIBE_FAILED: {
    "The service did not take the subscription to '{operation}': it answered {statusCode}.":
      "Zerbitzuak ez du '{operation}' eragiketarako harpidetza onartu: {statusCode} erantzun du.",
    'Check the parameters of the trigger and the rights of the connection.':
      'Egiaztatu abiarazlearen parametroak eta konexioaren eskubideak.',
  },
  FLX_CALL_LOOKUP_FAILED: {
    "A value that '{operation}' needs could not be fetched: the service answered {statusCode}.":
      "'{operation}' eragiketak behar duen balio bat ezin izan da ekarri: zerbitzuak {statusCode} erantzun du.",
    'Check the parameters of the connection and of the operation.':
      'Egiaztatu konexioaren eta eragiketaren parametroak.',
  },
  FLX_CALL_UNKNOWN_OPERATION: {
    "The connector '{connector}' has no operation '{operation}'.":
      "'{connector}' konektoreak ez du '{operation}' eragiketarik.",
    'Correct the name of the operation.': 'Zuzendu eragiketaren izena.',
  },
  FLX_CALL_UNKNOWN_CONNECTOR: {
    "There is no connector '{name}'.": "Ez dago '{name}' konektorerik.",
    'Correct the name or add its definition.': 'Zuzendu izena, edo gehitu haren definizioa.',
  },
  FLX_CALL_UNREACHABLE: {
    'No answer came from {host}: {reason}.': 'Ez da erantzunik etorri hemendik: {host}. {reason}.',
    'Check that the service is up and that this machine may reach it.':
      'Egiaztatu zerbitzua martxan dagoela eta makina hau harengana irits daitekeela.',
  },
  FLX_CALL_TOKEN_REFUSED: {
    'The sign-in server {host} gave no token: {reason}.': '{host} saio-zerbitzariak ez du tokenik eman: {reason}.',
    'Check tenant, client id and secret, and whether the client may use the audience.':
      'Egiaztatu maizterra, bezeroaren IDa eta sekretua, eta bezeroak hartzailea (audience) erabil dezakeen.',
  },
  FLX_CALL_ANSWER_TOO_LARGE: {
    'The answer from {host} is larger than {limitBytes} bytes.':
      'Erantzun hau {limitBytes} byte baino handiagoa da: {host}.',
    'Ask the service for less at once.': 'Eskatu zerbitzuari gutxiago aldi bakoitzean.',
  },
  FLX_CALL_NEEDS_SCRIPT: {
    "The operation '{operation}' runs C# code of its connector, which cannot run here.":
      "'{operation}' eragiketak bere konektorearen C# kodea exekutatzen du, eta hori ezin da hemen egin.",
    'Use another operation, or call the service with the connector http.':
      'Erabili beste eragiketa bat, edo deitu zerbitzuari http konektorearekin.',
  },
  FLX_CALL_IS_TRIGGER: {
    "'{operation}' of the connector '{connector}' is a trigger: it starts flows and cannot be called.":
      "'{connector}' konektorearen '{operation}' abiarazle bat da: fluxuak abiarazten ditu, eta ezin zaio deitu.",
    'Use it as the trigger of a flow.': 'Erabili fluxu baten abiarazle gisa.',
  },
  FLX_CALL_NO_INSIGHTS: {
    "The operation '{operation}' needs the insights of this server, which are not at hand here.":
      "'{operation}' eragiketak zerbitzari honen hartzaileen xehetasunak behar ditu, eta ez daude hemen eskura.",
    'Run the flow on a server.': 'Exekutatu fluxua zerbitzari batean.',
  },
  FLX_TEAMS_CARD_INVALID: {
    'The message is not an Adaptive Card: {reason}.': 'Mezua ez da txartel moldagarri bat: {reason}.',
    'Send an object of type AdaptiveCard with a version and a body.':
      'Bidali AdaptiveCard motako objektu bat, bertsioarekin eta gorputzarekin.',
  },
  FLX_MAIL_ADDRESS_INVALID: {
    "'{address}' in {field} is not a mail address.": "'{address}' ez da posta-helbide bat ({field}).",
    'Write addresses as name@example.com, separated by semicolons.':
      'Idatzi helbideak name@example.com moduan, puntu eta komaz bereizita.',
  },
  FLX_MAIL_REFUSED: {
    'The mail server refused {refused}: {answer}. {rest}':
      'Posta-zerbitzariak uko egin die hauei: {refused}. {answer}. {rest}',
    'Correct the addresses, or ask who runs the mail server.':
      'Zuzendu helbideak, edo galdetu posta-zerbitzariaren arduradunari.',
  },
  FLX_MAIL_POSTPONED: {
    'The mail server did not take the mail now: {answer}.': 'Posta-zerbitzariak ez du mezua orain hartu: {answer}.',
    'Nothing, if the flow tries again; otherwise run it later.':
      'Ez egin ezer, fluxua berriro saiatzen bada; bestela, exekutatu geroago.',
  },
  FLX_MAIL_REJECTED: {
    'The mail server rejected the mail: {answer}.': 'Posta-zerbitzariak mezuari uko egin dio: {answer}.',
    'Correct what the server names: the sender, the size or the content.':
      'Zuzendu zerbitzariak adierazten duena: bidaltzailea, tamaina edo edukia.',
  },
  FLX_MAIL_SIGN_IN: {
    'The mail server did not accept the sign-in: {answer}.': 'Posta-zerbitzariak ez du saio-hasiera onartu: {answer}.',
    'Correct user and password of the connection.': 'Zuzendu konexioaren erabiltzailea eta pasahitza.',
  },
};
