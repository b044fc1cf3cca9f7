/** How the shop works, told to who buys and who sells. */
export const guide = {
  title: 'Cómo funciona',
  lead: 'Una librería de segunda hecha por muchas manos: cualquiera publica, cualquiera compra, y nadie paga por lo que no recibe.',
  buyerTitle: 'Si buscas un libro',
  buyer: [
    { title: 'Encuéntralo', text: 'Busca por título, autor o ISBN. No importan las tildes, ni una letra cambiada.' },
    { title: 'Mira el ejemplar', text: 'Fotos, estado y defectos los cuenta quien lo tiene en la mano.' },
    {
      title: 'Paga tranquilo',
      text: 'Al pagar, el libro queda apartado para ti. Tu dinero espera hasta que lo recibas.',
    },
    { title: 'Recíbelo y cuéntanos', text: 'Confirma que llegó bien y deja una reseña para quien venga después.' },
  ],
  sellerTitle: 'Si tienes libros para vender',
  seller: [
    { title: 'Escribe el ISBN', text: 'Casi siempre basta con eso: el título y el autor aparecen solos.' },
    { title: 'Di cómo está', text: 'Siete estados, una línea cada uno. Un par de fotos con el celular y el precio.' },
    {
      title: 'Envíalo o entrégalo',
      text: 'Te avisamos al instante. Lo mandas por correo o lo entregas en persona con un código.',
    },
    { title: 'Recibe tu dinero', text: 'Cuando el libro llega, el precio menos la comisión queda a tu nombre.' },
  ],
  conditionsTitle: 'Los siete estados de un libro',
  conditionsLead: 'Las mismas palabras para todos, de lo impecable a lo muy vivido.',
  questionsTitle: 'Preguntas que todos hacen',
  questions: (commission: string) => [
    {
      question: '¿Y si el libro no llega?',
      answer:
        'No pierdes nada: el dinero no pasa a quien vende hasta que el libro llega. Desde tus compras nos avisas, y se resuelve o se te devuelve.',
    },
    {
      question: '¿Y si no es como decía?',
      answer:
        'Avísanos antes de confirmar que lo recibiste. Quien vende describió el estado; si no corresponde, se te devuelve el dinero.',
    },
    {
      question: '¿Cuánto cuesta vender?',
      answer: `Publicar es gratis. Cuando vendes, la librería se queda con el ${commission} del precio del libro; lo que te pagan por el envío es todo tuyo.`,
    },
    {
      question: '¿Hace falta una cuenta para comprar?',
      answer: 'No. Basta un correo, y desde él puedes seguir tu compra. Con una cuenta tienes todo en un solo sitio.',
    },
  ],
  startBuying: 'Buscar un libro',
  startSelling: 'Publicar un libro',
};
