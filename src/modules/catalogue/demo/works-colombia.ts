import { readWorks } from './read-works.ts';

export const colombianWorks = readWorks(
  'es',
  `
Cien años de soledad | Gabriel García Márquez | 2007 | Alfaguara | h | novela | 9788420471839 | p
Cien años de soledad | Gabriel García Márquez | 2004 | Cátedra | p | novela | 9788437604947 | p
Cien años de soledad | Gabriel García Márquez | 1969 | Sudamericana | p | novela | - |
El amor en los tiempos del cólera | Gabriel García Márquez | 1985 | Oveja Negra | h | novela | 9789580600015 | p1
Crónica de una muerte anunciada | Gabriel García Márquez | 2003 | Debolsillo | p | novela | 9788497592437 | p
El coronel no tiene quien le escriba | Gabriel García Márquez | 2003 | Debolsillo | p | novela | 9788497592352 | p
El otoño del patriarca | Gabriel García Márquez | 2003 | Debolsillo | p | novela | 9788497592178 |
El general en su laberinto | Gabriel García Márquez | 1989 | Oveja Negra | h | novela,historia | 9789580600060 | 1
Doce cuentos peregrinos | Gabriel García Márquez | 1992 | Oveja Negra | p | cuento | 9789580604303 | 1
Del amor y otros demonios | Gabriel García Márquez | 1994 | Norma | p | novela | 9789580424116 | 1
Noticia de un secuestro | Gabriel García Márquez | 1996 | Norma | p | cronica | 9789580434009 | 1
Relato de un náufrago | Gabriel García Márquez | 2000 | Tusquets | p | cronica | 9788472230088 | p
Vivir para contarla | Gabriel García Márquez | 2002 | Norma | h | biografia | 9789580470168 | 1
La hojarasca | Gabriel García Márquez | 1972 | Sudamericana | p | novela | 9789500700894 |
La virgen de los sicarios | Fernando Vallejo | 1998 | Alfaguara | p | novela | 9789582394028 | s
El desbarrancadero | Fernando Vallejo | 2001 | Alfaguara | p | novela,biografia | 9789587040029 | 1s
Los días azules | Fernando Vallejo | 2003 | Alfaguara | p | novela | 9789587040760 |
Delirio | Laura Restrepo | 2004 | Alfaguara | p | novela | 9789587041286 | 1s
La novia oscura | Laura Restrepo | 1999 | Norma | p | novela | 9789580452041 | 1s
La isla de la pasión | Laura Restrepo | 2005 | Alfaguara | p | novela,historia | 9789587043051 |
Lo que no tiene nombre | Piedad Bonnett | 2013 | Alfaguara | p | biografia | 9789587585711 | p1s
El prestigio de la belleza | Piedad Bonnett | 2010 | Alfaguara | p | novela | 9789587049688 | 1s
Los habitados | Piedad Bonnett | 2017 | Visor | p | poesia | 9788498959840 | 1s
El ruido de las cosas al caer | Juan Gabriel Vásquez | 2011 | Alfaguara | p | novela | 9789587581218 | p1s
Los informantes | Juan Gabriel Vásquez | 2004 | Alfaguara | p | novela | 9789587041637 | 1
La forma de las ruinas | Juan Gabriel Vásquez | 2015 | Alfaguara | p | novela,historia | 9789585948617 | 1s
Volver la vista atrás | Juan Gabriel Vásquez | 2020 | Alfaguara | h | novela | 9789585230453 | 1s
Empresas y tribulaciones de Maqroll el Gaviero | Álvaro Mutis | 1995 | Siruela | h | novela | 9788478442706 |
Summa de Maqroll el Gaviero. Poesía reunida | Álvaro Mutis | 2002 | Fondo de Cultura Económica | p | poesia | 9789681665418 |
¡Que viva la música! | Andrés Caicedo | 2001 | Norma | p | novela | 9789580459330 | p
Calicalabozo | Andrés Caicedo | 1998 | Norma | p | cuento | 9789580444022 |
La vorágine | José Eustasio Rivera | 1990 | Cátedra | p | novela | 9788437608884 | p
La vorágine | José Eustasio Rivera | 1946 | Losada | p | novela | - |
María | Jorge Isaacs | 1986 | Cátedra | p | novela | 9788437605968 | p
María | Jorge Isaacs | 1951 | Espasa-Calpe | p | novela | - |
De sobremesa | José Asunción Silva | 1996 | Hiperión | p | novela | 9788475174990 |
Obra poética | José Asunción Silva | 1997 | Hiperión | p | poesia | 9788475175225 |
El olvido que seremos | Héctor Abad Faciolince | 2006 | Planeta | p | biografia | 9789584214799 | p1s
La Oculta | Héctor Abad Faciolince | 2014 | Alfaguara | p | novela | 9789587587753 | 1s
Tratado de culinaria para mujeres tristes | Héctor Abad Faciolince | 1997 | Alfaguara | p | ensayo | 9789582394486 |
Satanás | Mario Mendoza | 2002 | Seix Barral | p | novela | 9789584202406 | p1s
La ciudad de los umbrales | Mario Mendoza | 2009 | Planeta | p | novela | 9789584221803 | s
Rosario Tijeras | Jorge Franco | 2000 | Plaza & Janés | p | novela | 9789581403325 | s
La perra | Pilar Quintana | 2017 | Literatura Random House | p | novela | 9789585446045 | p1s
Los abismos | Pilar Quintana | 2021 | Alfaguara | p | novela | 9789585497627 | 1s
Ursúa | William Ospina | 2005 | Alfaguara | p | novela,historia | 9789587043556 | 1s
El país de la canela | William Ospina | 2008 | Norma | p | novela,historia | 9789584513793 | 1s
¿Dónde está la franja amarilla? | William Ospina | 1997 | Norma | p | ensayo,sociedad | 9789580437475 | 1
Los ejércitos | Evelio Rosero | 2007 | Tusquets | p | novela | 9788483830109 | 1s
En diciembre llegaban las brisas | Marvel Moreno | 2014 | Alfaguara | p | novela | 9789587587128 |
Cóndores no entierran todos los días | Gustavo Álvarez Gardeazábal | 1985 | Plaza & Janés | p | novela,historia | 9789581400201 |
La rebelión de las ratas | Fernando Soto Aparicio | 1999 | Panamericana | p | novela | 9789583004124 |
Changó, el gran putas | Manuel Zapata Olivella | 1983 | Oveja Negra | p | novela | 9788482804125 | 1
Cuatro años a bordo de mí mismo | Eduardo Zalamea Borda | 1996 | El Áncora Editores | p | novela | 9789589601365 |
La casa grande | Álvaro Cepeda Samudio | 1980 | Plaza & Janés | p | novela | 9788401390531 |
La marquesa de Yolombó | Tomás Carrasquilla | 1974 | Instituto Caro y Cuervo | h | novela,historia | - |
Simón el mago y otros cuentos | Tomás Carrasquilla | 1997 | Panamericana | p | cuento | 9789583003967 |
Las estrellas son negras | Arnoldo Palacios | 1998 | Ministerio de Cultura | p | novela | 9789588052069 |
Primero estaba el mar | Tomás González | 2006 | Norma | p | novela | 9789580493075 | s
La luz difícil | Tomás González | 2011 | Alfaguara | p | novela | 9789587581638 | 1s
Esta herida llena de peces | Lorena Salazar Masso | 2021 | Angosta | p | novela | 9789585285637 | 1s
Cartas cruzadas | Darío Jaramillo Agudelo | 1995 | Alfaguara | p | novela | 9789582391706 | 1
Poemas de amor | Darío Jaramillo Agudelo | 2013 | El Áncora Editores | p | poesia | 9789583601538 | s
Rosa profunda | Porfirio Barba Jacob | 2006 | Norma | p | poesia | 9789580496120 |
Morada al sur | Aurelio Arturo | 1984 | Procultura | p | poesia | 9789589043028 |
Suenan timbres | Luis Vidales | 1976 | Instituto Colombiano de Cultura | p | poesia | - |
Antología poética | León de Greiff | 2004 | Visor | p | poesia | 9788475225456 |
El canto de las moscas | María Mercedes Carranza | 1998 | Arango Editores | p | poesia | 9789582700362 | 1
Amanecer en el Valle del Sinú | Raúl Gómez Jattin | 2004 | Fondo de Cultura Económica | p | poesia | 9789583801006 |
Escolios a un texto implícito | Nicolás Gómez Dávila | 2005 | Villegas Editores | h | filosofia,ensayo | 9789588156743 |
Obra negra | Gonzalo Arango | 1993 | Plaza & Janés | p | poesia,ensayo | 9789581402557 |
Mi alma se la dejo al diablo | Germán Castro Caycedo | 1982 | Plaza & Janés | p | cronica | 9788401390647 | 1
La bruja | Germán Castro Caycedo | 1994 | Planeta | p | cronica | 9789586144711 |
Los años del tropel | Alfredo Molano | 2006 | El Áncora Editores | p | cronica,historia | 9789583600661 |
Historia mínima de Colombia | Jorge Orlando Melo | 2017 | Turner | p | historia | 9788416354962 | p
Colombia: una nación a pesar de sí misma | David Bushnell | 1996 | Planeta | p | historia | 9789586144872 |
Historia doble de la Costa | Orlando Fals Borda | 1979 | Carlos Valencia Editores | p | historia,sociedad | 9788482770123 |
Cuentos pintados | Rafael Pombo | 2008 | Babel Libros | h | infantil,poesia | 9789589770948 | p
Chigüiro viaja en chiva | Ivar Da Coll | 1987 | Norma | p | infantil | 9789580401902 |
Camino a casa | Jairo Buitrago; Rafael Yockteng | 2008 | Fondo de Cultura Económica | h | infantil | 9789681685089 | s
El mordisco de la medianoche | Francisco Leal Quevedo | 2010 | SM | p | juvenil | 9789587053715 |
Gran libro de la cocina colombiana | Carlos Ordóñez Caicedo | 2012 | Ministerio de Cultura | p | cocina | 9789588753010 |
Fogón antioqueño | Julián Estrada Ochoa | 2017 | Fondo de Cultura Económica | p | cocina,historia | 9789585441125 | s
Guía de las aves de Colombia | Steven L. Hilty; William L. Brown | 2001 | Universidad del Valle | h | ciencia | 9789583301926 |
Historia de la fotografía en Colombia | Eduardo Serrano | 1983 | Villegas Editores | h | arte,historia | 9789589013007 | 1
Manual de historia de Colombia | Jaime Jaramillo Uribe | 1982 | Procultura | h | historia,texto | 9788482766010 |
`,
);
