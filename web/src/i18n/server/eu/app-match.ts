import type { ServerTexts } from '../../server-texts.ts';

export const appMatch: ServerTexts = {
  FLX_MATCH_EMPTY: {
    'There are no rows in {files}.': 'Ez dago errenkadarik hauetan: {files}.',
    'Provide files with a line of names and lines of values.':
      'Eman izenen lerro bat eta balioen lerroak dituzten fitxategiak.',
  },
  FLX_MATCH_LINES: {
    "Left out {lines} of '{file}' from which no row can be read: {example}":
      "'{file}' fitxategian errenkadarik irakurri ezin zaien lerroak kanpoan utzi dira ({lines}): {example}",
    'Give each line as many fields as the first one has; put a field that holds a delimiter, a quote or a line end in quotes, and write each quote in it twice.':
      'Eman lerro bakoitzari lehenengoak adina eremu; jarri komatxo artean bereizlea, komatxoa edo lerro-amaiera duen eremua, eta idatzi bertako komatxo bakoitza bi aldiz.',
  },
  FLX_MATCH_PARQUET: {
    "The file '{file}' cannot be read as Parquet: {reason}":
      "'{file}' fitxategia ezin da Parquet gisa irakurri: {reason}",
    'Write it anew as a whole; it is cut off, damaged, or of another format than its name says.':
      'Idatzi berriro osorik; moztuta edo hondatuta dago, edo izenak dioena ez den formatu batekoa da.',
  },
  FLX_MATCH_KEY: {
    "The file '{file}' has no column '{key}'.": "'{file}' fitxategiak ez du '{key}' zutaberik.",
    'Name the column that identifies a row with --key.':
      'Izendatu errenkada bat identifikatzen duen zutabea --key aukerarekin.',
  },
  FLX_MATCH_KEY_NONE: {
    "Nothing says which column identifies a row of '{source}'.":
      "Ezerk ez dio zein zutabek identifikatzen duen '{source}' iturburuko errenkada bat.",
    'Give --key COLUMN for all files, or --key {source}=COLUMN.':
      'Eman --key COLUMN fitxategi guztientzat, edo --key {source}=COLUMN.',
  },
  FLX_MATCH_NOTHING: {
    'No column was recognised as a name, date, address or the like, so there is nothing to compare.':
      'Ez da zutaberik ezagutu izen, data, helbide edo antzeko gisa; beraz, ez dago zer alderatu.',
    'Say what the columns are in a plan file: --plan FILE.':
      'Esan zutabeak zer diren plan-fitxategi batean: --plan FILE.',
  },
  FLX_MATCH_ROW: {
    "The source '{source}' has no row with the key '{key}'.":
      "'{source}' iturburuak ez du '{key}' gakoa duen errenkadarik.",
    'Name a row as source:key, where the source is the name of the file without its extension.':
      'Izendatu errenkada bat source:key moduan; iturburua fitxategiaren izena da, luzapenik gabe.',
  },
  FLX_MATCH_JSON: {
    "The file '{file}' is JSON, which is not read here.":
      "'{file}' fitxategia JSON da, eta hori ez da hemen irakurtzen.",
    'Provide it as CSV or Parquet.': 'Eman CSV edo Parquet gisa.',
  },
  FLX_MATCH_PLAN_COLUMN: {
    "The plan names the column '{column}', which no file has.":
      "Planak '{column}' zutabea izendatzen du, eta fitxategi batek ere ez dauka.",
  },
  FLX_MATCH_PLAN_SYNTAX: {
    "The plan '{path}' cannot be read: {reason}": "'{path}' plana ezin da irakurri: {reason}",
    'Write it as JSON.': 'Idatzi JSON gisa.',
  },
};
