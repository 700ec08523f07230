/** Titles that may open a name. */
export const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms miss mx dr doctor prof professor sir lord lady rev reverend fr father sister brother hon
  honorable capt captain maj major col colonel gen general lt lieutenant sgt sergeant cpl corporal pvt pres
  president gov governor sen senator rabbi imam herr frau fru monsieur madame mme mlle mademoiselle senor senora
  senorita sr sra srta sig signor signora dott dottor dipl`.split(/\s+/),
);
