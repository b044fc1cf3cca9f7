/** What a reader is told for each code of docs/errors.md that a page can meet. */
export const refusals: Readonly<Record<string, string>> = {
  'listing.unavailable': 'Alguien se adelantó: uno de los libros ya no está disponible.',
  'listing.held': 'Hay ejemplares apartados por compradores: no se pueden quitar por ahora.',
  'cursor.invalid': 'Ese enlace a más resultados ya no sirve. Vuelve al principio de la lista.',
};
