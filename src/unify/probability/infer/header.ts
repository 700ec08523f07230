import type { Role } from '../role.ts';

/** Headers in English, Spanish, Basque, German and French, as words without accents; the first line that fits decides. */
const HEADERS: readonly (readonly [Role | 'answer' | 'ignored', RegExp])[] = [
  ['answer', /^(cluster|truth|ground truth|true|gold|label|match|entity)( (id|label|cluster|key|no|number))?$/],
  ['fullName', /\b(first|given|fore) ?(name)? (and|y|eta|und|et) (last|sur|family) ?name/],
  ['ignored', /\b(created?|updated?|modified|changed|timestamp|amount|price|total|balance|income|score|url|website)\b/],
  ['email', /\b(e ?mail|mail|correo|courriel|e ?posta|posta elektronikoa)\b/],
  [
    'birthPlace',
    /\b(birth ?place|place of birth|birth (city|town)|lugar( de)? nacimiento|geburtsort|lieu( de)? naissance|jaioter?ria)\b/,
  ],
  [
    'birthDate',
    /\b(dob|birth( ?da(te|y))?|date of birth|born|(fecha )?(de )?nacimiento|f ?nac|geburts(datum|tag)|geboren|(date )?(de )?naissance|jaiotze ?data|jaiotza)\b/,
  ],
  [
    'phone',
    /\b(tele)?(phone|fono|fon|foa)\b|\b(tel|telf|tfno|mobile?|cell(ular)?|fax|movil|handy|portable|mugikorra|phone\d?|msisdn)\b/,
  ],
  [
    'postalCode',
    /\b(post ?(al )?code|postcode|zip|zip ?code|plz|postleitzahl|codigo postal|cod ?postal|cp|code postal|posta kodea|eircode)\b/,
  ],
  [
    'identifier',
    /\b(ssn|soc(ial)? sec(urity)?|nif|dni|nie|cif|passport|pasaporte|reisepass|tax (id|number)|vat|national id|nhs|nino|insurance number|steuer( ?id| ?nummer)?|siren|siret|nir|personal (id|number|code)|id card|nan|licen[cs]e( number| no)?)\b/,
  ],
  [
    'houseNumber',
    /\b((street|house|building) ?(number|no|num|nr)|hausnummer|hausnr|(numero|num) (de )?(calle|portal|rue|voie)|portal|atari zenbakia)\b/,
  ],
  [
    'lastName',
    /\b(last ?name|surname|family ?name|lname|second name|apellidos?\d?|nach ?name|familien ?name|nom (de )?famille|abizenak?)\b/,
  ],
  ['middleName', /\b(middle ?(name|initial)?|mname|zweiter vorname)\b/],
  [
    'firstName',
    /\b(first ?name|given ?names?|fore ?name|fname|vor ?name|prenom|nombre( de)? pila|christian name|izena)\b/,
  ],
  [
    'organization',
    /\b(company|organi[sz]ation|business|firm|employer|site|school|facility|agency|provider|store|branch|establishment|institution|venue|restaurant|hotel|empresa|razon social|firma|unternehmen|betrieb|societe|entreprise|etablissement|enpresa|erakundea|org|account)( name)?$/,
  ],
  [
    'fullName',
    /^(full|whole|complete|person|customer|client|patient|contact|display|member|employee|holder|author)? ?names?$|\b(full ?name|name and surname|first and (sur|last) ?name|nombre completo|nombre y apellidos|nom complet|nom et prenom|izen[- ]abizenak|vollstandiger name)\b/,
  ],
  ['gender', /\b(gender|sex|sexo|genero|geschlecht|sexe|genre|generoa|sexua)\b/],
  [
    'city',
    /\b(city|town|suburb|locality|municipality|village|place|ciudad|poblacion|localidad|municipio|ort|wohnort|stadt|gemeinde|ville|commune|localite|herria|udalerria|hiria)\b/,
  ],
  [
    'region',
    /\b(state|province|county|region|provincia|comunidad|bundesland|kreis|departement|probintzia|lurraldea)\b/,
  ],
  ['street', /\b(address|addr|street|direccion|domicilio|calle|strasse|anschrift|adresse|rue|voie|helbidea|kalea)\b/],
  ['occupation', /\b(occupation|profession|job( title)?|ocupacion|profesion|beruf|metier|lanbidea)\b/],
  ['firstName', /^(nombre|first|given|forename\d?|izen|rufname)$/],
  ['lastName', /^(nom|last|sur ?name\d?|family|abizen)$/],
];

/** A header as words: accents, case, underscores and the joints of camelCase do not count. */
export function headerWords(header: string): string {
  return header
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/([\p{L}])(\d)/gu, '$1 $2')
    .trim();
}

/** What a header says its column is; `answer` for a column that tells which rows belong together, which must not be used. */
export function roleOfHeader(header: string): Role | 'answer' | 'ignored' | undefined {
  const words = headerWords(header);
  return HEADERS.find(([, pattern]) => pattern.test(words))?.[0];
}
