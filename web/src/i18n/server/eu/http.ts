import type { ServerTexts } from '../../server-texts.ts';

export const http: ServerTexts = {
  FLX_HTTP_NO_ROUTE: {
    'There is nothing at {method} {path}.': 'Ez dago ezer hemen: {method} {path}.',
    'Correct the path or the method; /api/docs lists what there is.':
      'Zuzendu bidea edo metodoa; /api/docs orriak dagoena zerrendatzen du.',
  },
  FLX_HTTP_BODY_NOT_JSON: {
    'The body is not JSON: {reason}.': 'Gorputza ez da JSON: {reason}.',
    'Send valid JSON in UTF-8.': 'Bidali baliozko JSONa UTF-8 kodeketan.',
  },
  FLX_HTTP_BODY_TOO_DEEP: {
    'The body is nested more than {limit} levels deep.':
      'Gorputzak {limit} maila baino gehiago ditu bata bestearen barruan.',
    'Send a body of at most {limit} levels.': 'Bidali gehienez {limit} mailako gorputz bat.',
  },
  FLX_HTTP_BODY_TOO_LARGE: {
    'The body is larger than this address takes.': 'Gorputza helbide honek hartzen duena baino handiagoa da.',
    'Send less at once.': 'Bidali gutxiago aldi bakoitzean.',
  },
  FLX_HTTP_MEDIA_TYPE: {
    'The body is not of a type this address takes.': 'Gorputza ez da helbide honek hartzen duen motakoa.',
    'Send JSON with the header content-type: application/json.':
      'Bidali JSONa content-type: application/json goiburuarekin.',
  },
  FLX_HTTP_BAD_REQUEST: {
    'The request cannot be read: {reason}.': 'Eskaera ezin da irakurri: {reason}.',
    'Correct the request.': 'Zuzendu eskaera.',
  },
  FLX_HTTP_HOST: {
    "The host '{host}' is not one this server answers to.":
      "'{host}' ez da zerbitzari honek erantzuten duen ostalari bat.",
    'Call it by its IP address or localhost, or set FLUXU_PUBLIC_URL to the address people use.':
      'Deitu haren IP helbidearekin edo localhost izenarekin, edo ezarri FLUXU_PUBLIC_URL jendeak erabiltzen duen helbidearekin.',
  },
  FLX_HTTP_CONNECTOR_BODY: {
    'The request brings no connector.': 'Eskaerak ez dakar konektorerik.',
    "Send 'url' or 'definition' as JSON, or a zip as application/zip to /api/connectors/upload.":
      "Bidali 'url' edo 'definition' JSON gisa, edo zip bat application/zip gisa /api/connectors/upload helbidera.",
  },
  FLX_HTTP_SIGN_IN_RETURN: {
    'This sign-in was not begun in this browser, or it took too long.':
      'Saio-hasiera hau ez zen nabigatzaile honetan hasi, edo luzeegi jo zuen.',
    'Begin the sign-in again from the connection, in the same browser.':
      'Hasi saioa berriro konexiotik, nabigatzaile berean.',
  },
  FLX_HTTP_ORIGIN: {
    "A page of '{origin}' may not change anything here.": "'{origin}' jatorriko orri batek ezin du hemen ezer aldatu.",
    'Use the pages of this server, or set FLUXU_PUBLIC_URL to the address they are served under.':
      'Erabili zerbitzari honen orriak, edo ezarri FLUXU_PUBLIC_URL orriak zerbitzatzen diren helbidearekin.',
  },
  FLX_HTTP_VERSION: {
    "The header {header} is '{value}', which is not the ETag of a definition.":
      "{header} goiburua '{value}' da, eta hori ez da definizio baten ETag-a.",
    'Send the ETag that the definition was read with.': 'Bidali definizioa irakurtzean jasotako ETag-a.',
  },
  FLX_HTTP_STREAMS: {
    'There are {limit} open event streams already.': '{limit} gertaera-jario daude irekita dagoeneko.',
    'Close pages that are not needed, then load this one again.':
      'Itxi behar ez dituzun orriak, eta kargatu hau berriro.',
  },
  FLX_HTTP_PAGES_MISSING: {
    'The pages of the web application are not built.': 'Web-aplikazioaren orriak ez daude eraikita.',
    "Run 'npm run setup', then start the server again.": "Exekutatu 'npm run setup', eta abiarazi zerbitzaria berriro.",
  },
  FLX_HTTP_NO_SAMPLE: {
    'This server brings no sample company.': 'Zerbitzari honek ez dakar lagin-enpresarik.',
    'Start it with fluxu start, or look at the sample with npm run demo.':
      'Abiarazi fluxu start aginduarekin, edo ikusi lagina npm run demo aginduarekin.',
  },
  FLX_HTTP_PORT: {
    'The server cannot listen on {host} port {port}: {reason}.':
      'Zerbitzariak ezin du entzun hemen: {host}, {port} ataka: {reason}.',
    'Stop what uses the port, or set FLUXU_PORT to another one (0 picks a free one).':
      'Gelditu ataka erabiltzen duena, edo ezarri FLUXU_PORT beste batekin (0 ezarriz gero, libre dagoen bat hartzen du).',
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
  FLX_HTTP_SCOPE: {
    "This needs the scope '{needed}', which the key or token does not have.":
      "Honek '{needed}' esparrua behar du, eta gakoak edo tokenak ez dauka.",
    'Use a key or token with that scope.': 'Erabili esparru hori duen gako edo token bat.',
  },
  FLX_HTTP_CSRF: {
    'The header X-Fluxu-Csrf does not hold the token of this session.':
      'X-Fluxu-Csrf goiburuak ez dauka saio honen tokena.',
    'Load the page again; programs use an API key.': 'Kargatu orria berriro; programek API gako bat erabiltzen dute.',
  },
  FLX_HTTP_CALLS: {
    'This connection made {calls} calls in {seconds} seconds, which is the most.':
      'Konexio honek {calls} dei egin ditu {seconds} segundotan, eta hori da gehienekoa.',
    'Wait for the seconds in Retry-After.': 'Itxaron Retry-After goiburuko segundoak.',
  },
  FLX_INTERNAL: {
    'Something went wrong that Fluxu did not expect (request {requestId}).':
      'Fluxuk espero ez zuen zerbait gertatu da ({requestId} eskaera).',
    'Look for the request in the log and report it with what it says.':
      'Bilatu eskaera erregistroan, eta jakinarazi hark dioenarekin.',
  },
};
