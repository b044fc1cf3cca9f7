/** Words that titles and names of generated books are made of; the first of each list are the most frequent. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const SPANISH_NOUNS = list(`
  historia vida casa noche amor muerte mundo ciudad sombra tiempo sueño guerra camino mar luz viento libro fuego memoria
  isla sangre cielo tierra verdad silencio corazón jardín río puerta invierno verano bosque espejo secreto viaje palabra
  piedra lluvia montaña selva ruina reina rey ángel demonio fiesta cárcel carta nombre padre madre hijo hija hermano
  amigo enemigo maestro alumno poeta soldado general coronel capitán barco puerto playa arena desierto laberinto torre
  castillo palacio iglesia convento hospital escuela biblioteca museo teatro cine música canción danza pintura escultura
  novela cuento poema ensayo crónica diario manual tratado introducción guía atlas diccionario gramática álgebra geometría
  cálculo física química biología medicina derecho economía política filosofía ética lógica psicología sociología
  antropología arqueología geografía cocina receta pan vino café azúcar sal maíz naranja limón manzana flor rosa orquídea
  árbol raíz hoja semilla pájaro cóndor águila gato perro caballo toro tigre serpiente mariposa hormiga abeja estrella
  luna sol planeta cometa universo átomo máquina reloj tren avión puente calle plaza mercado tienda ventana cuarto
  escalera techo mesa silla cama cuchillo espada corona anillo moneda tesoro mapa brújula faro`);

export const SPANISH_ADJECTIVES = list(`
  nueva perdida última primera eterna secreta oscura roja blanca negra azul verde breve completa ilustrada moderna antigua
  universal natural humana social nacional colombiana americana española invisible imposible infinita dormida olvidada
  prohibida sagrada salvaje dulce amarga triste alegre lejana rota vacía profunda ardiente helada dorada pequeña grande
  general práctica elemental crítica comparada aplicada`);

export const ENGLISH_NOUNS = list(`
  life history time world night love house story death art war book city king girl garden sea man woman river stone light
  shadow fire heart dream road winter summer island secret journey letter name father mother daughter son brother sister
  friend stranger master student poet soldier captain ship harbour beach desert labyrinth tower castle palace church
  hospital school library museum theatre music song dance painting novel tale poem essay chronicle diary handbook
  introduction guide atlas dictionary grammar algebra geometry calculus physics chemistry biology medicine law economics
  politics philosophy ethics logic psychology sociology anthropology archaeology geography cooking recipe bread wine
  coffee sugar salt corn orange lemon apple flower rose orchid tree root leaf seed bird eagle cat dog horse bull tiger
  snake butterfly ant bee star moon sun planet comet universe atom machine clock train bridge street square market window
  room stair roof table chair bed knife sword crown ring coin treasure map compass lighthouse kingdom empire republic
  revolution mountain forest storm rain wind snow ghost witch wizard dragon murder mystery detective`);

export const ENGLISH_ADJECTIVES = list(`
  new last first lost great little secret dark red white black blue green brief complete illustrated modern ancient
  universal natural human social national american invisible impossible infinite sleeping forgotten forbidden sacred wild
  sweet bitter sad happy distant broken empty deep burning frozen golden small big general practical elementary critical
  comparative applied silent perfect beautiful strange quiet`);

export const FIRST_NAMES = list(`
  María José Juan Carlos Ana Luis Gabriel Jorge Laura Pedro Andrés Camila Daniel Sofía Miguel Isabel Rafael Elena Álvaro
  Lucía Mateo Catalina Fernando Piedad Santiago Valentina Diego Marta Julio Rosa Manuel Teresa Pablo Cecilia Ricardo
  John James Mary Robert William Elizabeth David Margaret Thomas Susan George Emily Charles Jane Edward Alice Henry Kate
  Stephen Virginia Philip Agatha Arthur Doris Ernest Toni Walter Ursula Raymond Iris`);

export const SURNAMES = list(`
  García Rodríguez Martínez López González Pérez Sánchez Ramírez Torres Gómez Díaz Vargas Castro Rojas Moreno Jiménez
  Muñoz Ortiz Álvarez Ruiz Suárez Márquez Caballero Vásquez Bonnett Restrepo Mutis Silva Isaacs Rivera Ospina Abad Faciolince
  Vallejo Burgos Cepeda Samper Zapata Olivella Carrasquilla Quintana Potdevin Montoya Melo Arciniegas Jaramillo Uribe
  Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White Harris
  Clark Lewis Walker Hall Young King Wright Hill Scott Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips
  Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly`);

/** Syllables of surnames that few authors share, so that the dictionary is as long as a real one. */
export const SYLLABLES = list(`
  ba be bo bra ca ce co cha da de do du fa fe flo ga go gra gui ha he ho ja jo ju la le lo lu ma me mo mu na ne no ña
  pa pe po pra qui ra re ro ru sa se so su ta te to tra va ve vi za zo`);

export const PLACES = list(`
  Bogotá Medellín Cali Cartagena Barranquilla Colombia América Macondo París Londres Madrid Buenos-Aires México Lima Quito
  Roma Venecia Berlín Viena Lisboa Praga Moscú Estambul Jerusalén Egipto Grecia China Japón India África Europa Amazonas
  Orinoco Magdalena Caribe Pacífico Andes Patagonia Habana London Paris Rome Venice Berlin Vienna Lisbon Prague Oxford
  Cambridge Dublin Edinburgh Boston Chicago Texas California Alaska Hawaii Canada Australia Africa Arabia Persia Siberia`);

export const CITIES = list(`
  Bogotá Medellín Cali Barranquilla Cartagena Bucaramanga Pereira Manizales Cúcuta Ibagué Villavicencio Pasto Neiva Armenia
  Popayán Montería Tunja Sincelejo Valledupar Quibdó Riohacha Florencia Yopal Leticia Envigado Bello Soacha Palmira Tuluá
  Girardot Zipaquirá Chía Rionegro Sogamoso Duitama Ocaña Buga Cartago Facatativá Mocoa`);

export const SUBJECTS = list(`
  novela historia infantil juvenil poesía ciencia filosofía política economía derecho medicina arte música cocina viajes
  religión psicología educación biografía cómic misterio fantasía romance teatro ensayo deporte informática ingeniería
  matemáticas idiomas`);

export const PUBLISHERS = list(`
  Planeta Alfaguara Norma Penguin Anagrama Tusquets Seix-Barral Sudamericana Villegas Panamericana Vintage Harper Scribner
  Knopf Faber Picador Bantam Ballantine Crítica Paidós Gredos Cátedra Espasa Siruela Salamandra`);
