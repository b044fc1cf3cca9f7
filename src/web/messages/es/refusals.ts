/** What a reader is told for each code of docs/errors.md that a page can meet. */
export const refusals: Readonly<Record<string, string>> = {
  'listing.unavailable': 'Alguien se adelantó: uno de los libros ya no está disponible.',
  'listing.held': 'Hay ejemplares apartados por compradores: no se pueden quitar por ahora.',
  'cursor.invalid': 'Ese enlace a más resultados ya no sirve. Vuelve al principio de la lista.',
  'session.missing': 'Entra a tu cuenta para seguir.',
  'token.invalid': 'Ese enlace ya se usó o es muy viejo. Pide otro.',
  'shop.busy': 'Hay mucha gente entrando a la vez. Espera unos segundos e inténtalo de nuevo.',
  'form.forged': 'El formulario venció o llegó desde otro sitio. Vuelve atrás, recarga la página y envíalo otra vez.',
  'form.unreadable': 'No pudimos leer el formulario. Vuelve atrás y envíalo otra vez.',
  'second_factor.state': 'La verificación en dos pasos ya cambió. Mira cómo está en tu cuenta.',
  'listing.state': 'Ese cambio ya no se puede: el libro está en otro estado.',
  'listing.photos_full': 'Un libro lleva ocho fotos como máximo.',
  'order.state': 'El pedido cambió mientras tanto y eso ya no se puede. Mira cómo está ahora.',
  'idempotency.mismatch': 'Ese formulario ya se había enviado con otros datos. Abre la página de nuevo.',
};
