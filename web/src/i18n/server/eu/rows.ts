/** Why rows of a data source do not fit, as sentences hold it. */
export const rows: Readonly<Record<string, string>> = {
  "row {row}, '{field}' with '{value}': {reason}": "{row}. errenkada, '{field}', '{value}' balioarekin: {reason}",
  "row {row}, '{field}': {reason}": "{row}. errenkada, '{field}': {reason}",
  'line {line}: {reason}': '{line}. lerroa: {reason}',
  'The value is no integer.': 'Balioa ez da zenbaki osoa.',
  'The value is no decimal.': 'Balioa ez da zenbaki hamartarra.',
  'The value is no double.': 'Balioa ez da koma mugikorreko zenbakia.',
  'The value is no boolean.': 'Balioa ez da egia-balioa.',
  'The value is no date.': 'Balioa ez da data.',
  'The value is no dateTime.': 'Balioa ez da data eta ordua.',
  'The value is no guid.': 'Balioa ez da GUIDa.',
  'The primary key is missing.': 'Gako nagusia falta da.',
  'The primary key stands in row {row} already.': 'Gako nagusia {row}. errenkadan dago lehendik ere.',
  'The line has too few fields: {details}': 'Lerroak eremu gutxiegi ditu: {details}',
  'The line has too many fields: {details}': 'Lerroak eremu gehiegi ditu: {details}',
  'A quote is not closed, or text follows a closing quote.':
    'Komatxo bat ez da itxi, edo testua dago itxierako komatxo baten ondoren.',
  'The line is longer than 16 MiB.': 'Lerroa 16 MiB baino luzeagoa da.',
  'The line is not valid UTF-8.': 'Lerroa ez da baliozko UTF-8.',
  'The line is not valid JSON.': 'Lerroa ez da baliozko JSON.',
  'The line is no JSON object.': 'Lerroa ez da JSON objektu bat.',
  'The value is no JSON object.': 'Balioa ez da JSON objektu bat.',
};
