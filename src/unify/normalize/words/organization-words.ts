/** Words without weight in the name of an organization; each is dropped. */
export const ORGANIZATION_WORDS: ReadonlyMap<string, string> = new Map(
  `ab ag and as associates association bv bhd bros brothers co company companies corp corporation cv enterprise
  enterprises foundation gbr gmbh group groep gruppe holding holdings inc incorporated industries international intl kft
  kg kk limited llc llp lp ltd ltda nv of ohg oy oyj partners partnership plc pllc pte pty pvt sa sarl sas sau sca scoop
  se services sl slu sociedad societe solutions spa spol srl sro the trust ug und y zoo`
    .split(/\s+/)
    .map((word) => [word, '']),
);
