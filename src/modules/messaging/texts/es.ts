import type { MailTexts } from './mail-texts.ts';

/** Las cartas de la tienda, en español. */
export const es: MailTexts = {
  greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
  closing: (shop) => `Con cariño por los libros,\n${shop}`,
  total: 'Total',
  delivery: 'Entrega',
  quotedTitle: (title) => `«${title}»`,
  andMore: (books, more) => `${books} y ${String(more)} más`,

  confirmation: (shop) => ({
    subject: `Confirma tu correo en ${shop}`,
    paragraphs: [
      `Te damos la bienvenida a ${shop}. Solo falta que confirmes que este correo es tuyo.`,
      'Con el correo confirmado puedes cobrar lo que vendas, y reúnes en tu cuenta las compras que hayas hecho sin ella.',
    ],
    action: 'Confirmar mi correo',
    note: 'El enlace sirve una vez, durante 48 horas. Si no creaste esta cuenta, no tienes que hacer nada.',
  }),
  registrationRepeated: (shop) => ({
    subject: `Ya tienes una cuenta en ${shop}`,
    paragraphs: [
      `Alguien quiso crear una cuenta en ${shop} con este correo, pero ya tienes una.`,
      'Si fuiste tú, entra con tu contraseña de siempre; si la olvidaste, desde ahí mismo puedes pedir una nueva.',
    ],
    action: 'Entrar',
    note: 'Si no fuiste tú, no tienes que hacer nada: tu cuenta está como la dejaste.',
  }),
  reset: (shop) => ({
    subject: `Elige una contraseña nueva para ${shop}`,
    paragraphs: [`Recibimos tu solicitud para cambiar la contraseña de ${shop}. Puedes elegir la nueva aquí:`],
    action: 'Elegir contraseña',
    note: 'El enlace sirve una vez, durante una hora. Si no lo pediste, no tienes que hacer nada: tu contraseña sigue siendo la misma.',
  }),
  passwordChanged: (shop) => ({
    subject: `Tu contraseña de ${shop} cambió`,
    paragraphs: [
      `La contraseña de tu cuenta en ${shop} acaba de cambiar, y cerramos las demás sesiones.`,
      'Si fuiste tú, todo está en orden. Si no, pide una contraseña nueva enseguida desde la página de entrada.',
    ],
    action: 'Ir a la página de entrada',
  }),
  emailChangeRequested: (shop) => ({
    subject: `Confirma tu correo nuevo en ${shop}`,
    paragraphs: [
      `Pediste usar este correo en tu cuenta de ${shop}. Solo falta que confirmes que es tuyo.`,
      'Mientras tanto entras con el de antes, y nada cambia.',
    ],
    action: 'Confirmar mi correo nuevo',
    note: 'El enlace sirve una vez, durante 48 horas. Si no lo pediste, no tienes que hacer nada: ninguna cuenta usará este correo.',
  }),
  emailChanged: (shop) => ({
    subject: `El correo de tu cuenta en ${shop} cambió`,
    paragraphs: [
      `Tu cuenta en ${shop} tiene desde ahora otro correo. Con este ya no se entra ni se recupera la contraseña, y cerramos las demás sesiones.`,
      `Si fuiste tú, todo está en orden. Si no, alguien conoce tu contraseña: escríbeles enseguida a quienes llevan ${shop} y pídeles que suspendan la cuenta y te la devuelvan. Si usas la misma contraseña en otro lugar, cámbiala allí también.`,
    ],
    action: 'Ir a la página de entrada',
  }),

  purchasePlaced: ({ books }) => ({
    subject: `Apartamos tu compra: ${books}`,
    paragraphs: [
      'Apartamos estos libros para ti por un rato. El tiempo que queda y las formas de pago están en la página de tu compra.',
    ],
    action: 'Ver y pagar mi compra',
    note: 'Si eliges transferencia bancaria, paga con los datos que muestra esa página: los libros siguen apartados mientras llega. Si ya pagaste, no tienes que hacer nada más.',
  }),
  purchasePaid: ({ books }) => ({
    subject: `Recibimos tu pago: ${books}`,
    paragraphs: ['Recibimos tu pago. Ya avisamos a quien te vende, y te escribiremos cuando haya novedades.'],
    action: 'Ver mi compra',
  }),
  saleMade: ({ books, delivery }) => ({
    subject: `Vendiste ${books}`,
    paragraphs: [
      '¡Buenas noticias! Alguien compró y ya pagó lo que ves aquí.',
      `${delivery === null ? '' : `Forma de entrega: ${delivery}. `}Prepáralo pronto: en la página de la venta está todo lo que necesitas para entregarlo.`,
    ],
    action: 'Preparar la venta',
    note: 'Tu dinero queda disponible cuando quien compró confirma que todo llegó bien, o por sí solo unos días después de la entrega.',
  }),
  saleCancelled: ({ books }) => ({
    subject: `Se canceló tu venta: ${books}`,
    paragraphs: ['Esta venta se canceló antes de salir. No la envíes: tus libros vuelven a estar a la venta.'],
    action: 'Ver la venta',
  }),
  orderShipped: ({ books, seller, delivery, tracked }) => ({
    subject: `Va en camino: ${books}`,
    paragraphs: [`${seller ?? 'Quien te vende'} envió tu pedido${delivery === null ? '' : ` con ${delivery}`}.`],
    action: 'Ver mi compra',
    note: 'Cuando lo tengas en tus manos, cuéntalo en esa página: así quien te vendió recibe su dinero.',
    ...(tracked ? { codeLabel: 'Número de guía' } : {}),
  }),
  readyForPickup: ({ books, seller }) => ({
    subject: `Listo para recoger: ${books}`,
    paragraphs: [
      `${seller ?? 'Quien te vende'} tiene tu pedido listo para entregártelo.`,
      'Di este código solo cuando tengas los libros en la mano y estén como esperabas: con él se da por entregado.',
    ],
    codeLabel: 'Código de entrega',
    action: 'Ver mi compra',
  }),
  orderCancelled: ({ books, seller, refund }) => ({
    subject: `Se canceló tu pedido: ${books}`,
    paragraphs: [
      `Se canceló tu pedido${seller === null ? '' : ` a ${seller}`}.`,
      refund
        ? 'Te devolvemos lo que pagaste por él, por el mismo medio. No tienes que hacer nada.'
        : 'No hay nada que pagar por él.',
    ],
    action: 'Ver mi compra',
  }),
  orderRefunded: ({ books }) => ({
    subject: `Te devolvemos tu dinero: ${books}`,
    paragraphs: [
      'Aprobamos la devolución de este pedido. El dinero vuelve por el mismo medio con que pagaste; el banco puede tardar unos días en mostrarlo.',
    ],
    action: 'Ver mi compra',
  }),
  refundDue: ({ books, amount }) => ({
    subject: `Te debemos una devolución: ${books}`,
    paragraphs: [
      'Recibimos un pago tuyo que no corresponde a libros que te podamos entregar: llegó cuando ya no los teníamos apartados, o lo habías pagado antes.',
      `Te devolvemos ${amount} por el mismo medio. No tienes que hacer nada.`,
    ],
    action: 'Ver mi compra',
  }),
};
