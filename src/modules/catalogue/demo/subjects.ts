export type SubjectSlug =
  | 'novela'
  | 'cuento'
  | 'poesia'
  | 'teatro'
  | 'ensayo'
  | 'cronica'
  | 'biografia'
  | 'historia'
  | 'sociedad'
  | 'filosofia'
  | 'ciencia'
  | 'ciencia-ficcion'
  | 'policiaca'
  | 'infantil'
  | 'juvenil'
  | 'comic'
  | 'arte'
  | 'cocina'
  | 'informatica'
  | 'texto';

export type Subject = { readonly slug: SubjectSlug; readonly es: string; readonly en: string };

/** The shop's shelves, in the order in which a visitor sees them. */
export const subjects: readonly Subject[] = [
  { slug: 'novela', es: 'Novela', en: 'Novels' },
  { slug: 'cuento', es: 'Cuento', en: 'Short stories' },
  { slug: 'poesia', es: 'Poesía', en: 'Poetry' },
  { slug: 'ensayo', es: 'Ensayo', en: 'Essays' },
  { slug: 'cronica', es: 'Crónica y periodismo', en: 'Reportage' },
  { slug: 'historia', es: 'Historia', en: 'History' },
  { slug: 'biografia', es: 'Biografía y memorias', en: 'Biography and memoir' },
  { slug: 'infantil', es: 'Infantil', en: "Children's books" },
  { slug: 'juvenil', es: 'Juvenil', en: 'Young readers' },
  { slug: 'ciencia-ficcion', es: 'Ciencia ficción y fantasía', en: 'Science fiction and fantasy' },
  { slug: 'policiaca', es: 'Policiaca', en: 'Crime and mystery' },
  { slug: 'comic', es: 'Cómic', en: 'Comics' },
  { slug: 'teatro', es: 'Teatro', en: 'Plays' },
  { slug: 'filosofia', es: 'Filosofía', en: 'Philosophy' },
  { slug: 'sociedad', es: 'Sociedad y economía', en: 'Society and economics' },
  { slug: 'ciencia', es: 'Ciencia y naturaleza', en: 'Science and nature' },
  { slug: 'arte', es: 'Arte', en: 'Art' },
  { slug: 'cocina', es: 'Cocina', en: 'Cookery' },
  { slug: 'informatica', es: 'Informática', en: 'Computing' },
  { slug: 'texto', es: 'Textos de estudio', en: 'Textbooks' },
];
