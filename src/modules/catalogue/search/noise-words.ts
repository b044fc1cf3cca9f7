/** Words that say how or what one buys, not which book; dropped where all words together match nothing. */
export const NOISE_WORDS: ReadonlySet<string> = new Set(
  `cheap cheapest used secondhand second hand preowned book books paperback paperbacks hardcover hardback softcover
  ebook kindle pdf epub edition ed novel novels buy buying sale price copy copies bestseller isbn by author written
  online free shipping good condition new signed textbook read
  libro libros barato barata baratos baratas economico economica usado usada usados usadas segunda mano tapa dura
  blanda rustica bolsillo pasta edicion ediciones novela novelas comprar compra vendo venta oferta precio nuevo nueva
  ejemplar ejemplares autor autora escrito escritor gratis envio original completo completa descargar leer buen estado`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words so common that a title is the same without them. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `the a an of in on and or to for at with from by is y e o u el la los las un una unos unas de del al en con por para
  que se su sus lo le les l d i s et`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
