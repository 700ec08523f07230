import type { ServerTexts } from '../../server-texts.ts';

export const connector: ServerTexts = {
  FLX_WATCH_OPERATION: {
    "The connector has no trigger '{operationId}'.": "Konektoreak ez du '{operationId}' abiarazlerik.",
    'Use one of the six triggers.': 'Erabili sei abiarazleetako bat.',
  },
  FLX_WATCH_SUBJECT: {
    "The trigger watches the {kind} '{name}', which does not exist.":
      "Abiarazleak '{name}' zaintzen du ({kind}), baina ez dago halakorik.",
    'Correct the name or create it first.': 'Zuzendu izena, edo sortu lehenik.',
  },
  FLX_WATCH_DIMENSIONS: {
    "The measure '{name}' has dimensions, so it has no single value to hold against a threshold.":
      "'{name}' neurriak dimentsioak ditu; beraz, ez du atalase batekin alderatzeko balio bakarrik.",
    "Add 'row' with the dimension values of one row, or watch a measure without dimensions.":
      "Gehitu 'row', errenkada baten dimentsio-balioekin, edo zaindu dimentsiorik gabeko neurri bat.",
  },
  FLX_WATCH_CUSTOMER_MEASURE: {
    "The measure '{name}' is about single customers, so it has no value to hold against a threshold.":
      "'{name}' neurria bezero bakoitzari buruzkoa da; beraz, ez du atalase batekin alderatzeko baliorik.",
    'Watch a business measure, or a segment of the customers whose measure is beyond the threshold.':
      'Zaindu negozio-neurri bat, edo neurria atalasetik haratago duten bezeroen segmentu bat.',
  },
  FLX_WATCH_ROW: {
    "The row of the measure '{name}' must give a value for each of its dimensions: {dimensions}.":
      "'{name}' neurriaren errenkadak balio bat eman behar du dimentsio bakoitzarentzat: {dimensions}.",
    'Give exactly these dimensions.': 'Eman dimentsio horiek zehazki.',
  },
  FLX_WATCH_CALCULATION: {
    "The measure '{measure}' has no calculation '{name}'.": "'{measure}' neurriak ez du '{name}' kalkulurik.",
    'Correct the name of the calculation.': 'Zuzendu kalkuluaren izena.',
  },
  FLX_WATCH_EXPRESSION: {
    "The parameter '{name}' of the trigger is the expression {expression}, whose value is known only in a run.":
      "Abiarazlearen '{name}' parametroa {expression} adierazpena da, eta haren balioa exekuzio batean bakarrik ezagutzen da.",
    "Write the value itself, or a parameter of the flow with a default value: @parameters('name').":
      "Idatzi balioa bera, edo balio lehenetsia duen fluxuaren parametro bat: @parameters('name').",
  },
  FLX_ODATA_SYNTAX: {
    'The OData expression cannot be read: {reason}.': 'OData adierazpena ezin da irakurri: {reason}.',
    'Correct the expression at the caret.': 'Zuzendu adierazpena gezitxoak adierazten duen lekuan.',
  },
  FLX_CONNECTOR_INSTANCE: {
    "There is no instance '{name}' here.": "Hemen ez dago '{name}' instantziarik.",
    "Use 'default', or choose from the list.": "Erabili 'default', edo aukeratu zerrendatik.",
  },
  FLX_CONNECTOR_SUBSCRIPTION: {
    'There is no such subscription.': 'Ez dago halako harpidetzarik.',
    'Nothing has to be done: it ended before.': 'Ez dago zer eginik: lehenago amaitu zen.',
  },
  FLX_CONNECTOR_POLL_STATE: {
    'The address of the poll is not one that an answer gave.': 'Galdeketaren helbidea ez du erantzun batek eman.',
    "Start again without 'state'.": "Hasi berriro 'state' gabe.",
  },
  FLX_DELIVERY_REFUSED: {
    'The target refused the delivery for good: {reason}': 'Helmugak behin betiko uko egin dio bidalketari: {reason}',
    'Mend the target, then replay the delivery.': 'Konpondu helmuga, eta bidali berriro.',
  },
  FLX_SUBSCRIPTION_UNKNOWN: {
    "There is no subscription '{id}'.": "Ez dago '{id}' harpidetzarik.",
    'Look at the list of subscriptions.': 'Begiratu harpidetzen zerrenda.',
  },
  FLX_SUBSCRIPTION_STATE: {
    "The subscription '{name}' is {state}, but this needs it to be {wanted}.":
      "'{name}' harpidetzaren egoera {state} da, baina honek {wanted} behar du.",
    'Pause or resume it first; one that ended must be made anew.':
      'Pausatu edo berrekin lehenik; amaitutakoa berriro egin behar da.',
  },
  FLX_SUBSCRIPTION_ADDRESS: {
    'The address of the receiver is no http or https address, or has more than {most} bytes.':
      'Hartzailearen helbidea ez da http edo https helbide bat, edo {most} byte baino gehiago ditu.',
    'Give the whole address of the receiver.': 'Eman hartzailearen helbide osoa.',
  },
  FLX_SUBSCRIPTION_SECRET: {
    'The signing secret is not whsec_ with {least} to {most} bytes in base64.':
      'Sinatzeko sekretua ez da whsec_ eta {least} eta {most} byte artekoa base64 kodeketan.',
    'Correct the secret, or leave it out to have one made.': 'Zuzendu sekretua, edo utzi hutsik, bat sor dadin.',
  },
  FLX_SUBSCRIPTION_HANDSHAKE: {
    'The receiver did not agree to get CloudEvents from {origin}: {reason}.':
      'Hartzaileak ez du {origin} jatorriko CloudEvents jasotzea onartu: {reason}.',
    'Let it answer OPTIONS with WebHook-Allowed-Origin, or use the format payload.':
      'Egin OPTIONS eskaerari WebHook-Allowed-Origin goiburuarekin erantzun diezaion, edo erabili payload formatua.',
  },
};
