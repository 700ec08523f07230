/** What functions of expressions that work on moments, runs, addresses and objects give and take. */
export const functionsOfFlows: Readonly<Record<string, string>> = {
  'Moment some days later, or earlier when negative.': 'Egun batzuk geroagoko unea, edo lehenagokoa, negatiboa bada.',
  'Moment such as 2026-03-15T13:00:00Z.': 'Unea, adibidez 2026-03-15T13:00:00Z.',
  'How many.': 'Zenbat.',
  'A .NET date format such as yyyy-MM-dd or D; o when absent.':
    '.NETen data-formatu bat, adibidez yyyy-MM-dd edo D; ematen ez bada, o.',
  'Moment some hours later, or earlier when negative.': 'Ordu batzuk geroagoko unea, edo lehenagokoa, negatiboa bada.',
  'Moment some minutes later, or earlier when negative.':
    'Minutu batzuk geroagoko unea, edo lehenagokoa, negatiboa bada.',
  'Moment some seconds later, or earlier when negative.':
    'Segundo batzuk geroagoko unea, edo lehenagokoa, negatiboa bada.',
  'Moment some time later.': 'Denbora bat geroagoko unea.',
  'How many of the unit.': 'Unitatetik zenbat.',
  'Second, Minute, Hour, Day, Week, Month or Year.':
    'Second (segundoa), Minute (minutua), Hour (ordua), Day (eguna), Week (astea), Month (hila) edo Year (urtea).',
  'Time from one moment to another, as days.hours:minutes:seconds.':
    'Une batetik beste batera doan denbora, honela: egunak.orduak:minutuak:segundoak.',
  'Moment to count from.': 'Noiztik zenbatu.',
  'Moment to count to.': 'Noiz arte zenbatu.',
  'Day of the month, from 1.': 'Hileko eguna, 1etik hasita.',
  'Day of the week; Sunday is 0.': 'Asteko eguna; igandea 0 da.',
  'Day of the year, from 1.': 'Urteko eguna, 1etik hasita.',
  'Units of 100 ns since the start of the year 1.': '100 ns-ko unitateak, 1. urtearen hasieratik.',
  'Moment in a format of a culture.': 'Unea, kultura baten formatu batean.',
  'Culture such as fr-FR; en-US when absent.': 'Kultura, adibidez fr-FR; ematen ez bada, en-US.',
  'The present moment and some time more.': 'Oraingo unea gehi denbora bat.',
  'The present moment and some time less.': 'Oraingo unea ken denbora bat.',
  'Moment of a text that is written in a culture, or in a format.':
    'Kultura batean edo formatu batean idatzitako testu baten unea.',
  'Start of the day of a moment.': 'Une baten egunaren hasiera.',
  'Start of the hour of a moment.': 'Une baten orduaren hasiera.',
  'Start of the month of a moment.': 'Une baten hilaren hasiera.',
  'Moment some time earlier.': 'Denbora bat lehenagoko unea.',
  'The present moment in UTC.': 'Oraingo unea, UTCn.',
  'Clock reading in a zone at a moment given in UTC.': 'Ordu-zona bateko erlojuak dioena, UTCn emandako une batean.',
  'Moment such as 2026-03-15T13:00:00.': 'Unea, adibidez 2026-03-15T13:00:00.',
  'Windows or IANA name of the zone to convert to.': 'Zein ordu-zonatara bihurtu, Windowsen edo IANAren izenarekin.',
  'Clock reading in one zone at a clock reading in another.':
    'Ordu-zona bateko erlojuak dioena, beste batekoak ordu jakin bat dioenean.',
  'Windows or IANA name of the zone the moment is in.':
    'Unea zein ordu-zonatakoa den, Windowsen edo IANAren izenarekin.',
  'Moment in UTC of a clock reading in a zone.': 'Ordu-zona bateko erlojuak dioenaren unea, UTCn.',
  'The action that is being evaluated: its inputs, outputs, status and times.':
    'Ebaluatzen ari den ekintza: haren sarrerak, irteerak, egoera eta uneak.',
  'An action: its inputs, outputs, status and times.': 'Ekintza bat: haren sarrerak, irteerak, egoera eta uneak.',
  'Name of the action.': 'Ekintzaren izena.',
  'The body of the outputs of an action.': 'Ekintza baten irteeren gorputza.',
  'The outputs of an action.': 'Ekintza baten irteerak.',
  'The trigger: its inputs, outputs, status and times.': 'Abiarazlea: haren sarrerak, irteerak, egoera eta uneak.',
  'The body of the outputs of the trigger.': 'Abiarazlearen irteeren gorputza.',
  'The outputs of the trigger.': 'Abiarazlearen irteerak.',
  'Value of a parameter of the flow.': 'Fluxuaren parametro baten balioa.',
  'Name of the parameter.': 'Parametroaren izena.',
  'Value of a variable.': 'Aldagai baten balioa.',
  'Name of the variable.': 'Aldagaiaren izena.',
  'Current element of the Foreach of that name.': 'Izen hori duen Foreach ekintzaren uneko elementua.',
  'Name of the loop.': 'Begiztaren izena.',
  'Count of the iteration of the Until of that name, from 0.':
    'Izen hori duen Until ekintzaren iterazioaren zenbakia, 0tik hasita.',
  'Value of an application setting.': 'Aplikazioaren ezarpen baten balioa.',
  'Name of the setting.': 'Ezarpenaren izena.',
  'Value that an agent gave to one of its parameters.': 'Agente batek bere parametroetako bati emandako balioa.',
  'The first-level actions of a Scope, Foreach, Until or other container with inputs, outputs and status.':
    'Scope, Foreach, Until edo beste edukiontzi baten lehen mailako ekintzak, sarrera, irteera eta egoerarekin.',
  'Name of the container.': 'Edukiontziaren izena.',
  'Current element of the nearest Foreach, Query, Select or Table.':
    'Gertueneko Foreach, Query, Select edo Table ekintzaren uneko elementua.',
  'The flow and its run: id, name, tags, run.name.': 'Fluxua eta haren exekuzioa: id, name, tags, run.name.',
  'The address to call to start the flow or to continue a webhook.':
    'Fluxua abiarazteko edo webhook batekin jarraitzeko deitu beharreko helbidea.',
  'Value of a field of a form that an action got or sent.':
    'Ekintza batek jaso edo bidali duen formulario baten eremu baten balioa.',
  'Name of the form field.': 'Formularioaren eremuaren izena.',
  'All values of a field of such a form.': 'Halako formulario baten eremu baten balio guztiak.',
  'Body of one part of a multipart body of an action.': 'Ekintza baten zati anitzeko gorputzaren zati baten gorputza.',
  'Which part, from 0.': 'Zein zati, 0tik hasita.',
  'Value of a field of the form that the trigger got.': 'Abiarazleak jaso duen formularioaren eremu baten balioa.',
  'All values of a field of that form.': 'Formulario horren eremu baten balio guztiak.',
  'Body of one part of the multipart body that the trigger got.':
    'Abiarazleak jaso duen zati anitzeko gorputzaren zati baten gorputza.',
  'Host of a URI.': 'URI baten ostalaria.',
  'Absolute URI.': 'URI absolutua.',
  'Path of a URI.': 'URI baten bidea.',
  'Path and query of a URI.': 'URI baten bidea eta kontsulta.',
  'Port of a URI; the usual one of its scheme when it names none, -1 when there is none.':
    'URI baten ataka; ez badu izendatzen, haren eskemaren ohikoa; -1, halakorik ez badago.',
  'Query of a URI with its question mark.': 'URI baten kontsulta, galdera-ikurrarekin.',
  'Scheme of a URI.': 'URI baten eskema.',
  'Object with one more property; fails when it has one of that name.':
    'Objektua, beste propietate batekin; huts egiten du izen horretako bat badu.',
  'Object to start from; it stays as it is.': 'Abiapuntuko objektua; dagoen bezala geratzen da.',
  'Name of the property; the exact one first, else in any case.':
    'Propietatearen izena; lehenik zehatza, bestela maiuskulak eta minuskulak bereizi gabe.',
  'Its value.': 'Haren balioa.',
  'First value that is not null; those after it are not evaluated.':
    'null ez den lehen balioa; haren ondorengoak ez dira ebaluatzen.',
  'More values.': 'Balio gehiago.',
  'Object without a property; the same when it has none of that name.':
    'Objektua, propietate bat gabe; bera, izen horretakorik ez badu.',
  'Object with a property set, whether it had it or not; it comes last.':
    'Objektua, propietate bat ezarrita, lehendik bazuen ala ez; azkena jartzen da.',
  'What an XPath 1.0 expression finds in an XML document: an array of nodes or texts, or a number, text or boolean.':
    'XPath 1.0 adierazpen batek XML dokumentu batean aurkitzen duena: nodoen edo testuen zerrenda bat, edo zenbaki, testu edo egia-balio bat.',
  'Document, made with xml().': 'Dokumentua, xml() bidez egina.',
  'XPath expression.': 'XPath adierazpena.',
};
