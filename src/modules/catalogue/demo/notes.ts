import type { DemoCondition, DemoFlag } from './grades.ts';

/** What a seller writes about a copy of that grade; each text is true of any book. */
export const notesByCondition: Readonly<Record<DemoCondition, readonly string[]>> = {
  new: [
    'Nuevo, sin abrir.',
    'Nuevo, con el plástico de la editorial.',
    'Libro nuevo, saldo de distribuidora.',
    'Sin leer; me lo regalaron repetido.',
    'Nuevo. Lo compré para un club de lectura que no arrancó.',
    'Nuevo, con factura.',
  ],
  as_new: [
    'Leído una vez, con mucho cuidado. Parece nuevo.',
    'Como recién comprado; ni el lomo está marcado.',
    'Impecable. Lo tengo en otra edición y necesito espacio.',
    'Lo abrí, leí diez páginas y supe que no era para mí. Está perfecto.',
    'Como nuevo, guardado en bolsa.',
    'Regalo repetido; hojas limpias y esquinas perfectas.',
    'Sin marcas de ninguna clase.',
    'Siempre estuvo forrado: por dentro y por fuera, como el primer día.',
  ],
  fine: [
    'Excelente estado, apenas un roce en la esquina inferior.',
    'Muy bien conservado, sin rayones ni dobleces.',
    'Hojas blancas y firmes. El lomo no tiene pliegues.',
    'Un solo dueño, siempre en biblioteca con vidrio.',
    'Tiene el nombre del dueño anterior en la primera página; lo demás, impecable.',
    'Excelente; se nota apenas que alguien lo leyó.',
    'Limpio, completo y derecho. Un gusto de ejemplar.',
    'Pequeña etiqueta de la librería original en la contracubierta.',
  ],
  very_good: [
    'Un poco de roce en las esquinas; interior limpio.',
    'Ligera decoloración del lomo por el sol, nada más.',
    'Cantos apenas amarillentos. Se lee perfecto.',
    'Un doblez pequeño en la punta de la cubierta.',
    'Dedicatoria personal en la portadilla («Para Inés, diciembre»). Sin más marcas.',
    'Leído dos veces, cuidado siempre. Lomo firme.',
    'Cubierta con brillo y alguna raya fina. Interior como nuevo.',
    'Muy buen estado; huele a libro, no a humedad.',
    'Tres páginas con la esquina doblada como separador.',
    'Buen ejemplar: costura firme y todas las páginas.',
  ],
  good: [
    'Lomo algo gastado; las páginas, bien.',
    'Amarillento por los años, completo y firme.',
    'Ha viajado en maleta: esquinas gastadas, interior limpio.',
    'Marcas de uso en la cubierta. Ideal para leer y prestar.',
    'Pliegues en el lomo, ninguna hoja suelta.',
    'Nombre y fecha en tinta en la primera página; cantos amarillos.',
    'Una mancha pequeña de café en la contracubierta, nada por dentro.',
    'Usado pero digno. Así lo leí yo y lo volvería a leer.',
    'Forro plástico puesto; debajo, la cubierta tiene desgaste normal.',
    'Sello de una librería de viejo en la guarda.',
    'Manchitas de óxido en los cantos, propias de la edad.',
  ],
  fair: [
    'Lomo agrietado, pero aguanta. Precio acorde.',
    'Cubierta doblada y gastada; el texto está completo.',
    'Hojas muy amarillas y un cuadernillo algo flojo.',
    'Manchas de humedad en las últimas páginas; se lee sin problema.',
    'Le falta la hoja de guarda. El texto está entero.',
    'Bastante trajinado: para leer, no para coleccionar.',
    'Lomo reparado con cinta. Ninguna página suelta.',
    'Esquinas comidas y la cubierta despegada en la parte de arriba.',
  ],
  poor: [
    'Sin contracubierta y con hojas sueltas, pero están todas.',
    'Muy deteriorado; sirve para leer o para restaurar.',
    'Mojado alguna vez: páginas onduladas y manchadas. Legible.',
    'El lomo ya no está; lo sostiene una banda elástica.',
    'Para quien solo quiera el texto. Las tres primeras hojas están rotas y pegadas.',
    'Cubierta suelta y manchas en muchas páginas. Por eso el precio.',
  ],
};

/** The same for English books, where the seller wrote in English. */
export const englishNotesByCondition: Readonly<Record<DemoCondition, readonly string[]>> = {
  new: ['New and unread.', 'Brand new, bought twice by mistake.'],
  as_new: ['Read once, looks untouched.', 'As new: clean pages, no creases.'],
  fine: ['Fine copy, one tiny bump to a corner.', 'Clean and tight; owner’s name on the first page.'],
  very_good: ['Light shelf wear, spine uncreased.', 'Some sunning to the spine; text clean.'],
  good: ['Honest reading copy: creased spine, clean text.', 'Tanned pages, sound binding.'],
  fair: ['Well travelled. Cover worn, all pages present.', 'Spine cracked but holding.'],
  poor: ['Reading copy only: loose pages, none missing.', 'Water damage throughout, still legible.'],
};

/** What a seller adds about the seller, the parcel or the copy's past, whatever the grade. */
export const closingNotes: readonly string[] = [
  'Envío al día siguiente del pago.',
  'Se puede ver antes de comprar.',
  'Va empacado en cartón rígido.',
  'Con gusto mando más fotos.',
  'Era de la biblioteca de mi abuelo.',
  'Si lleva dos libros, los mando en el mismo paquete.',
  'Lo vendo porque me mudo.',
  'Viene de una casa sin humo y con un gato.',
  'Edición que ya no se consigue fácil.',
  'La letra es de buen tamaño.',
  'Despacho martes y viernes.',
  'Lleva su separador de cartulina.',
];

export const notesByFlag: Readonly<Record<DemoFlag, readonly string[]>> = {
  signed: [
    'Firmado por quien lo escribió, en la Feria del Libro de Bogotá.',
    'Con firma en la portadilla, sin dedicatoria.',
    'Firmado con estilógrafo en una presentación.',
  ],
  first_edition: [
    'Primera edición.',
    'Primera edición; el colofón lo confirma.',
    'Es la primera edición, no reimpresión.',
  ],
  dust_jacket: ['Conserva la sobrecubierta.', 'Con sobrecubierta, protegida con acetato.'],
  ex_library: [
    'Perteneció a una biblioteca escolar: sello y tejuelo.',
    'Retirado de biblioteca universitaria, con sus sellos.',
    'Trae el bolsillo y la ficha de préstamo, que ya son una reliquia.',
  ],
  annotated: [
    'Subrayado a lápiz en las primeras páginas.',
    'Notas a lápiz al margen, que se borran fácil.',
    'Subrayado con resaltador en dos capítulos.',
    'Alguien discutió con el libro a lápiz; a mí me gustó leerlo así.',
  ],
};
