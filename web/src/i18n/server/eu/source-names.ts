/** Names and descriptions of what data sources of each kind are asked for. */
export const sourceNames: Readonly<Record<string, string>> = {
  PostgreSQL: 'PostgreSQL',
  'HTTP JSON': 'HTTP JSON',
  'CSV files': 'CSV fitxategiak',
  'JSON files': 'JSON fitxategiak',
  'Parquet files': 'Parquet fitxategiak',
  'Delimited text files (comma, semicolon, tab, bar), also gzipped, one or many for an entity.':
    'Testu mugatuzko fitxategiak (koma, puntu eta koma, tabuladorea, barra), gzip ere bai; bat edo asko entitate bakoitzeko.',
  'JSON lines or arrays of objects, also gzipped, one or many files for an entity.':
    'JSON lerroak edo objektu-zerrendak, gzip ere bai; fitxategi bat edo asko entitate bakoitzeko.',
  'Parquet files, one or many for an entity; columns are put together by name.':
    'Parquet fitxategiak, bat edo asko entitate bakoitzeko; zutabeak izenaren arabera elkartzen dira.',
  'Tables, views or queries of a PostgreSQL database.': 'PostgreSQL datu-base baten taulak, ikuspegiak edo kontsultak.',
  'Rows of an HTTP API that answers with JSON, such as OData, page by page.':
    'JSONez erantzuten duen HTTP API baten errenkadak, OData adibidez, orriz orri.',
  Folder: 'Karpeta',
  'Folder in which relative paths start. Default: the data folder of the workspace.':
    'Bide erlatiboak hasten diren karpeta. Lehenetsia: lan-eremuaren datu-karpeta.',
  Upload: 'Igoera',
  'Name of the upload that holds the files.': 'Fitxategiak dituen igoeraren izena.',
  Delimiter: 'Bereizlea',
  'Between fields; recognised when left out.': 'Eremuen artean; hutsik utziz gero, berez ezagutzen da.',
  Quote: 'Komatxoak',
  'Around fields; recognised when left out.': 'Eremuen inguruan; hutsik utziz gero, berez ezagutzen da.',
  Header: 'Goiburua',
  'Whether the first line names the columns; recognised when left out.':
    'Lehen lerroak zutabeak izendatzen dituen; hutsik utziz gero, berez ezagutzen da.',
  Encoding: 'Kodeketa',
  'utf-8, utf-16le, utf-16be, windows-1252, …; recognised when left out.':
    'utf-8, utf-16le, utf-16be, windows-1252, …; hutsik utziz gero, berez ezagutzen da.',
  Path: 'Bidea',
  'A file, a pattern such as sales/*.csv.gz, or a folder. Default: <entity>.csv.':
    'Fitxategi bat, eredu bat (adibidez sales/*.csv.gz), edo karpeta bat. Lehenetsia: <entity>.csv.',
  'A file, a pattern such as crm/*.jsonl, or a folder. Default: <entity>.jsonl.':
    'Fitxategi bat, eredu bat (adibidez crm/*.jsonl), edo karpeta bat. Lehenetsia: <entity>.jsonl.',
  'A file, a pattern or a folder. Default: <entity>.parquet.':
    'Fitxategi bat, eredu bat edo karpeta bat. Lehenetsia: <entity>.parquet.',
  Columns: 'Zutabeak',
  'Names of the columns where there is no header.': 'Zutabeen izenak, goibururik ez dagoenean.',
  Shape: 'Itxura',
  'How objects follow each other; recognised when left out.':
    'Objektuek elkarri nola jarraitzen dioten; hutsik utziz gero, berez ezagutzen da.',
  'Name or address of the server.': 'Zerbitzariaren izena edo helbidea.',
  'Default 5432.': 'Lehenetsia: 5432.',
  'Write it as ${env:NAME} or ${file:/path}.': 'Idatzi honela: ${env:NAME} edo ${file:/path}.',
  Database: 'Datu-basea',
  Ssl: 'SSL',
  'Encrypt the connection and check the certificate. Default false.':
    'Zifratu konexioa eta egiaztatu ziurtagiria. Lehenetsia: ez.',
  Table: 'Taula',
  'Table or view, with schema if needed. Default: the name of the entity.':
    'Taula edo ikuspegia, behar bada eskemarekin. Lehenetsia: entitatearen izena.',
  Query: 'Kontsulta',
  'A select statement instead of a table.': 'select sententzia bat, taula baten ordez.',
  Url: 'Helbidea',
  'Base address; paths of entities are added to it.': 'Oinarri-helbidea; entitateen bideak eransten zaizkio.',
  'Headers of every request.': 'Eskaera guztien goiburuak.',
  Authentication: 'Autentifikazioa',
  'How requests are signed.': 'Eskaerak nola sinatzen diren.',
  'Name of the header that carries the key.': 'Gakoa daraman goiburuaren izena.',
  'Write secrets as ${env:NAME} or ${file:/path}.': 'Idatzi sekretuak honela: ${env:NAME} edo ${file:/path}.',
  'Added to the base address. Default: the name of the entity.':
    'Oinarri-helbideari eransten zaio. Lehenetsia: entitatearen izena.',
  'Query parameters.': 'Kontsulta-parametroak.',
  Rows: 'Errenkadak',
  'Path in the answer to the rows, e.g. data.items. Default: value, items, data, or the answer itself.':
    'Errenkadetarako bidea erantzunean, adibidez data.items. Lehenetsia: value, items, data, edo erantzuna bera.',
  Paging: 'Orrikatzea',
  'How further rows are asked for. Default none.': 'Errenkada gehiago nola eskatzen diren. Lehenetsia: none.',
  'Next link': 'Hurrengo esteka',
  'nextLink: path in the answer to the address of the next page. Default @odata.nextLink.':
    'nextLink: hurrengo orriaren helbiderako bidea erantzunean. Lehenetsia: @odata.nextLink.',
  Parameter: 'Parametroa',
  'offset and page: query parameter that counts. Default offset or page.':
    'offset eta page: kontatzen duen kontsulta-parametroa. Lehenetsia: offset edo page.',
  'Size parameter': 'Tamainaren parametroa',
  'Query parameter for the number of rows. Default limit.':
    'Errenkada kopurua adierazten duen kontsulta-parametroa. Lehenetsia: limit.',
  Size: 'Tamaina',
  'Rows a page. Default 500.': 'Errenkadak orriko. Lehenetsia: 500.',
  'First page': 'Lehen orria',
  'Number of the first page. Default 1.': 'Lehen orriaren zenbakia. Lehenetsia: 1.',
  'Max pages': 'Gehienezko orriak',
  'Most pages. Default 1000.': 'Gehienez zenbat orri. Lehenetsia: 1000.',
  Since: 'Noiztik',
  'Incremental: query parameter that takes the newest last-updated value.':
    'Inkrementala: azken eguneratzearen balio berriena hartzen duen kontsulta-parametroa.',
};
