/** What was done and what to do now, shown once after a form; named in the address as `done=NAME`. */
export const notices = {
  signed_in: 'Entraste. ¡Qué bueno verte!',
  signed_out: 'Saliste de tu cuenta.',
  cart_added: 'Está en tu carrito. Sigue a la compra cuando quieras, o busca otro.',
  cart_changed: 'Tu carrito está al día.',
  cart_removed: 'Lo sacamos de tu carrito.',
  cart_again: 'Pusimos en tu carrito lo que todavía está a la venta.',
  purchase_paid: '¡Listo, está pagado! Te mandamos el resumen por correo; ahora le toca a quien lo vende.',
  purchase_cancelled: 'Cancelaste la compra. Los libros volvieron al estante.',
  receipt_confirmed: 'Qué bueno que llegó. El dinero ya va para quien te lo vendió; cuéntanos cómo te fue.',
  dispute_sent: 'Recibimos lo que nos contaste. El dinero sigue guardado mientras lo revisamos.',
  review_written: 'Gracias por tu reseña: ya está publicada.',
};
