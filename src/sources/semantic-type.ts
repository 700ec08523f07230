import type { SemanticType } from '../model/vocabulary.ts';

interface Hint {
  readonly semanticType: SemanticType;
  /** Name of the column, folded to lower case without separators. English, Spanish and Basque. */
  readonly name: RegExp;
  /** What most values look like; a name alone is enough when left out. */
  readonly value?: RegExp;
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** Hints in order; the first that fits wins. */
const HINTS: readonly Hint[] = [
  { semanticType: 'Identity.Service.Email', name: /e?mail|correo|posta(elektronikoa)?$/, value: EMAIL },
  { semanticType: 'Identity.Service.Phone', name: /phone|mobile|telefono|movil|mugikor/, value: /^[+()\d\s./-]{6,}$/ },
  { semanticType: 'Person.FullName', name: /^(full|complete|customer|contact|display)?name$|nombrecompleto|izenosoa/ },
  { semanticType: 'Person.FirstName', name: /^(first|given|fore)name$|^nombre$|^izena$/ },
  { semanticType: 'Person.MiddleName', name: /^middlename$/ },
  { semanticType: 'Person.LastName', name: /^(last|family|sur)name$|apellido|abizen/ },
  { semanticType: 'Person.BirthDate', name: /birth|^dob$|nacimiento|jaiotz/ },
  { semanticType: 'Person.Gender', name: /^(gender|sex|genero|sexo|generoa)$/ },
  { semanticType: 'Identity.GovernmentID', name: /^(ssn|dni|nif|nie|passport|nan|ifz)(number)?$/ },
  { semanticType: 'Location.PostalCode', name: /postal|postcode|zip|^plz$/ },
  { semanticType: 'Location.City', name: /city|town|^ciudad$|^localidad$|^herria$|^hiria$/ },
  { semanticType: 'Location.Country', name: /^country|^pais$|^herrialdea$/ },
  { semanticType: 'Location.State', name: /^(state|provinceorstate)$/ },
  { semanticType: 'Location.Province', name: /^provinc|^probintzia$/ },
  { semanticType: 'Location.Address', name: /address|direccion|helbide/ },
  { semanticType: 'Location.AddressStreet', name: /street|calle|kalea/ },
  { semanticType: 'Location.Latitude', name: /^lat(itude)?$/ },
  { semanticType: 'Location.Longitude', name: /^(lon|lng|longitude)$/ },
  { semanticType: 'Organization.Name', name: /company|organi[sz]ation|empresa|enpresa/ },
  { semanticType: 'Measurement.DateCreation', name: /^(created|creation|registered|signup|joined)/ },
  { semanticType: 'Measurement.DateModify', name: /^(modified|updated|changed|lastupdate)/ },
  { semanticType: 'Language', name: /^(language|lang|idioma|hizkuntza)$/ },
];

/** Share of the values that must look right. */
const MOST = 0.7;

/** What an attribute probably means, from its name and some of its values; undefined when nothing hints at it. */
export function suggestSemanticType(name: string, values: readonly unknown[]): SemanticType | undefined {
  const folded = name
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}|[\s_.-]/gu, '')
    .toLowerCase();
  const texts = values.filter((value) => value !== null && value !== '').map(String);
  const fits = (pattern: RegExp) =>
    texts.length === 0 || texts.filter((text) => pattern.test(text)).length >= texts.length * MOST;
  const byName = HINTS.find((hint) => hint.name.test(folded) && (hint.value === undefined || fits(hint.value)));
  if (byName) return byName.semanticType;
  return texts.length > 0 && fits(EMAIL) ? 'Identity.Service.Email' : undefined;
}
