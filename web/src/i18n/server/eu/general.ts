/** Sentences that come with any code. */
export const general: Readonly<Record<string, string>> = {
  "Did you mean '{name}'?": "'{name}' esan nahi zenuen?",
  'There is none yet; create one first.': 'Oraindik ez dago bat ere; sortu bat lehenik.',
  'Use one of: {names}.': 'Erabili hauetako bat: {names}.',
  'Correct the name.': 'Zuzendu izena.',
  'Correct the value.': 'Zuzendu balioa.',
  'Ask an administrator.': 'Galdetu administratzaile bati.',
  "The folder '{folder}' has no files; put the file there.":
    "'{folder}' karpetak ez du fitxategirik; jarri fitxategia han.",
  "There is no folder '{folder}'; create it or correct the path.":
    "Ez dago '{folder}' karpetarik; sortu edo zuzendu bidea.",
  "'{path}' is a folder without files that end in {extensions}; put one there.":
    "'{path}' karpetak ez du {extensions} amaiera duen fitxategirik; jarri bat han.",
  'Give it two values, or use string().': 'Eman bi balio, edo erabili string().',
  'At {place}.': 'Lekua: {place}.',
};
