import type { CardBook } from '../../components/listing-card.ts';

type Row = readonly [title: string, authors: string, pesos: number, condition: CardBook['condition'], city: string];

const rows: readonly Row[] = [
  ['Cien años de soledad', 'Gabriel García Márquez', 25000, 'very_good', 'Bogotá'],
  ['Rayuela', 'Julio Cortázar', 32000, 'good', 'Medellín'],
  ['Ficciones', 'Jorge Luis Borges', 18000, 'fine', 'Cali'],
  ['La vorágine', 'José Eustasio Rivera', 15000, 'fair', 'Bucaramanga'],
  ['Delirio', 'Laura Restrepo', 22000, 'as_new', 'Bogotá'],
  ['The Left Hand of Darkness', 'Ursula K. Le Guin', 45000, 'good', 'Manizales'],
  ['El olvido que seremos', 'Héctor Abad Faciolince', 28000, 'very_good', 'Medellín'],
  ['Pedro Páramo', 'Juan Rulfo', 20000, 'poor', 'Cartagena'],
  ['María', 'Jorge Isaacs', 12000, 'fair', 'Cali'],
  ['Las mil y una noches', '', 60000, 'good', 'Barranquilla'],
  [
    'Gödel, Escher, Bach: un eterno y grácil bucle, o de cómo la mente emerge de lo que no la tiene',
    'Douglas R. Hofstadter',
    95000,
    'new',
    'San Andrés de Tumaco',
  ],
  [
    'Structure and Interpretation of Computer Programs',
    'Harold Abelson;Gerald Jay Sussman;Julie Sussman',
    120000,
    'good',
    'Pasto',
  ],
  ['Satanás', 'Mario Mendoza', 24000, 'very_good', 'Tunja'],
  ['Pride and Prejudice', 'Jane Austen', 16000, 'fine', 'Pereira'],
  ['Opio en las nubes', 'Rafael Chaparro Madiedo', 35000, 'good', 'Bogotá'],
  ['The Waves', 'Virginia Woolf', 999999999, 'as_new', 'Popayán'],
  ['La casa grande', 'Álvaro Cepeda Samudio', 19000, 'very_good', 'Barranquilla'],
  ['Changó, el gran putas', 'Manuel Zapata Olivella', 38000, 'fine', 'Quibdó'],
  ['Crónica de una muerte anunciada', 'Gabriel García Márquez', 14000, 'good', 'Neiva'],
  ['El amor en los tiempos del cólera', 'Gabriel García Márquez', 27000, 'as_new', 'Santa Marta'],
  ['Middlemarch', 'George Eliot', 30000, 'good', 'Bogotá'],
  ['¡Que viva la música!', 'Andrés Caicedo', 26000, 'fair', 'Cali'],
  ['Los detectives salvajes', 'Roberto Bolaño', 48000, 'very_good', 'Bogotá'],
  ['Sapiens', 'Yuval Noah Harari', 33000, 'new', 'Armenia'],
];

/** Two dozen copies, with the long, the dear, the authorless and the sold among them. */
export const previewBooks: readonly CardBook[] = rows.map(([title, authors, pesos, condition, city], place) => ({
  listingId: `01LISTING${place}`,
  workId: `work-${place}`,
  photo: null,
  title,
  authors: authors === '' ? [] : authors.split(';'),
  priceMinor: pesos * 100,
  condition,
  city,
  sold: place === 7,
}));
