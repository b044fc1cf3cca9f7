/** States of orders and payments, holds, and what follows from each. */
export const orders = {
  statuses: {
    awaiting_payment: 'Falta el pago',
    paid: 'Pagado',
    expired: 'Venció sin pago',
    cancelled: 'Cancelado',
    shipped: 'En camino',
    ready_for_pickup: 'Listo para recoger',
    delivered: 'Entregado',
    disputed: 'En revisión',
    completed: 'Completado',
    refunded: 'Reembolsado',
    mixed: 'Varios estados',
  },
  timeline: 'Recorrido del pedido',
  stepDone: 'hecho',
  stepCurrent: 'ahora',
  stepAhead: 'después',
  holdUntil: (time: string) => `Apartado para ti hasta las ${time}`,
  /** `{time}` is filled in by the browser's script. */
  holdLeft: 'Te quedan {time}',
  holdOver: 'Se acabó el tiempo: los libros volvieron al estante.',
  total: 'Total',
  subtotal: 'Libros',
};
