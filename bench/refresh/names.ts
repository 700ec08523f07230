const words = (text: string): readonly string[] => text.split(' ');

/** Words that people and addresses of the bench are made of. */
export const FIRST_NAMES = words(
  'Ane Jon Miren Mikel Leire Iker Nerea Unai Maialen Gorka Amaia Ander Garazi Xabier Itziar Aitor Ainhoa Eneko Olatz Julen Maria Jose Carmen Antonio Laura David Marta Javier Elena Daniel Sara Pablo Lucia Carlos Paula Sergio Ana Luis Irene Raul Anna Peter Julia Thomas Sophie Michael Emma Lukas Marie Felix Camille Hugo Chloe Louis Manon Jules Alice Paul Ines Adam',
);
export const LAST_NAMES = words(
  'Etxeberria Agirre Goikoetxea Mendizabal Zubizarreta Otxoa Urrutia Ibarra Arana Larrea Garcia Martinez Lopez Sanchez Gonzalez Rodriguez Fernandez Perez Gomez Martin Jimenez Ruiz Hernandez Diaz Moreno Alvarez Romero Alonso Gutierrez Navarro Torres Dominguez Vazquez Ramos Gil Ramirez Serrano Blanco Molina Morales Suarez Ortega Delgado Castro Ortiz Rubio Marin Sanz Iglesias Nunez Medina Garrido Cortes Castillo Santos Lozano Guerrero Cano Prieto Mendez Muller Schmidt Weber Fischer Bernard Dubois Moreau Laurent Simon Michel',
);
export const STREETS = words(
  'Nagusia Askatasuna Elizondo Zabalgune Gran-Via Uribitarte Ercilla Autonomia Licenciado-Poza Henao Ledesma Rodriguez-Arias Indautxu Deusto Zorrotza Mazustegi Amezola Iturribide Ronda Somera',
);
export const TOWNS = words(
  'Bilbao Donostia Gasteiz Getxo Irun Barakaldo Iruna Tolosa Durango Gernika Madrid Sevilla Leon Burgos',
);
