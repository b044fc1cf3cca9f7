/** What a reader is told for each code of docs/errors.md that a page can meet. */
export const refusals: Readonly<Record<string, string>> = {
  'listing.unavailable': 'Alguien se adelantó: uno de los libros ya no está disponible.',
  'listing.held': 'Hay ejemplares apartados por compradores: no se pueden quitar por ahora.',
  'cursor.invalid': 'Ese enlace a más resultados ya no sirve. Vuelve al principio de la lista.',
  'session.missing': 'Entra a tu cuenta para seguir.',
  'token.invalid': 'Ese enlace ya se usó o es muy viejo. Pide otro.',
  'service.unavailable':
    'Una parte de la tienda no responde en este momento. Nada se ha perdido: inténtalo de nuevo en unos segundos.',
  'shop.busy': 'Hay mucha gente entrando a la vez. Espera unos segundos e inténtalo de nuevo.',
  'form.forged': 'El formulario venció o llegó desde otro sitio. Vuelve atrás, recarga la página y envíalo otra vez.',
  'form.unreadable': 'No pudimos leer el formulario. Vuelve atrás y envíalo otra vez.',
  'second_factor.state': 'La verificación en dos pasos ya cambió. Mira cómo está en tu cuenta.',
  'listing.state': 'Ese cambio ya no se puede: el libro está en otro estado.',
  'listing.photos_full': 'Un libro lleva ocho fotos como máximo.',
  'order.state': 'El pedido cambió mientras tanto y eso ya no se puede. Mira cómo está ahora.',
  'idempotency.mismatch': 'Ese formulario ya se había enviado con otros datos. Abre la página de nuevo.',
  'listing.own': 'Ese libro es tuyo: no puedes comprártelo.',
  'cart.full': 'El carrito está lleno: caben 100 libros distintos. Compra o quita algunos.',
  'quantity.invalid': 'Esa cantidad no se puede: elige entre 1 y 999.',
  'purchase.state': 'La compra cambió mientras tanto y eso ya no se puede. Mira cómo está ahora.',
  'hold.expired': 'Se acabó el tiempo y los libros volvieron al estante. Ponlos otra vez en el carrito.',
  'review.exists': 'Este pedido ya tiene tu reseña.',
  'purchase.not_found':
    'Esa compra no está aquí. Si compraste sin cuenta, ábrela con el enlace de tu correo; si no, entra a tu cuenta.',
  'attempts.too_many': 'Fueron demasiados intentos seguidos. Espera unos minutos y prueba de nuevo.',
};
