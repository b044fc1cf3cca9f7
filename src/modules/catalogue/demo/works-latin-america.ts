import { readWorks } from './read-works.ts';

export const latinAmericanWorks = readWorks(
  'es',
  `
Ficciones | Jorge Luis Borges | 1997 | Alianza | p | cuento | 9788420633121 | p
El Aleph | Jorge Luis Borges | 1997 | Alianza | p | cuento | 9788420633114 | p
El libro de arena | Jorge Luis Borges | 1975 | Emecé | h | cuento | 9789500401531 | 1
El hacedor | Jorge Luis Borges | 1960 | Emecé | h | poesia,ensayo | - |
Rayuela | Julio Cortázar | 2008 | Cátedra | p | novela | 9788437624747 | p
Rayuela | Julio Cortázar | 1984 | Sudamericana | p | novela | 9789500701792 | p
Bestiario | Julio Cortázar | 1995 | Alfaguara | p | cuento | 9788420428123 |
Historias de cronopios y de famas | Julio Cortázar | 2000 | Punto de Lectura | p | cuento | 9788466300858 |
Pedro Páramo | Juan Rulfo | 2002 | Cátedra | p | novela | 9788437604183 | p
El llano en llamas | Juan Rulfo | 1985 | Cátedra | p | cuento | 9788437605128 | p
La casa de los espíritus | Isabel Allende | 1982 | Plaza & Janés | h | novela | 9788401380082 | p1
Cuentos de Eva Luna | Isabel Allende | 1990 | Sudamericana | p | cuento | 9789500705677 |
La ciudad y los perros | Mario Vargas Llosa | 2006 | Punto de Lectura | p | novela | 9788466369190 |
La fiesta del Chivo | Mario Vargas Llosa | 2000 | Alfaguara | p | novela,historia | 9788420441641 | p1
Conversación en La Catedral | Mario Vargas Llosa | 1983 | Seix Barral | p | novela | 9788432230448 |
Los detectives salvajes | Roberto Bolaño | 1998 | Anagrama | p | novela | 9788433966636 | p1
2666 | Roberto Bolaño | 2004 | Anagrama | p | novela | 9788433968678 | 1
Poesía completa | Alejandra Pizarnik | 2003 | Lumen | p | poesia | 9788426414274 | p
El túnel | Ernesto Sábato | 1994 | Cátedra | p | novela | 9788437600895 | p
Sobre héroes y tumbas | Ernesto Sábato | 1986 | Seix Barral | p | novela | 9788432220227 |
Veinte poemas de amor y una canción desesperada | Pablo Neruda | 1994 | Alianza | p | poesia | 9788420633459 | p
Canto general | Pablo Neruda | 2002 | Cátedra | p | poesia,historia | 9788437609300 |
Desolación | Gabriela Mistral | 1951 | Espasa-Calpe | p | poesia | - |
Antología esencial | Gabriela Mistral | 2001 | Andrés Bello | p | poesia | 9789561316041 |
Como agua para chocolate | Laura Esquivel | 1990 | Planeta | p | novela,cocina | 9789684062986 | p
Aura | Carlos Fuentes | 2001 | Era | p | novela | 9789684111813 |
La muerte de Artemio Cruz | Carlos Fuentes | 1995 | Cátedra | p | novela | 9788437613680 |
El laberinto de la soledad | Octavio Paz | 2001 | Fondo de Cultura Económica | p | ensayo | 9789681662264 |
Los de abajo | Mariano Azuela | 1960 | Fondo de Cultura Económica | p | novela,historia | - |
La invención de Morel | Adolfo Bioy Casares | 1999 | Alianza | p | novela,ciencia-ficcion | 9788420634814 |
El astillero | Juan Carlos Onetti | 1983 | Seix Barral | p | novela | 9788432230271 |
Los pasos perdidos | Alejo Carpentier | 1985 | Cátedra | p | novela | 9788437605449 |
El reino de este mundo | Alejo Carpentier | 1983 | Seix Barral | p | novela,historia | 9788432230226 |
Las venas abiertas de América Latina | Eduardo Galeano | 2004 | Siglo XXI | p | historia,ensayo | 9789682325588 | p
El libro de los abrazos | Eduardo Galeano | 1993 | Siglo XXI | p | cuento | 9788432306907 |
La tregua | Mario Benedetti | 2001 | Punto de Lectura | p | novela | 9788466302227 | p
Inventario | Mario Benedetti | 1987 | Visor | p | poesia | 9788475221762 |
Trilce | César Vallejo | 1991 | Cátedra | p | poesia | 9788437609584 |
Azul… Cantos de vida y esperanza | Rubén Darío | 1995 | Cátedra | p | poesia | 9788437613710 |
Martín Fierro | José Hernández | 1987 | Cátedra | p | poesia | 9788437601861 |
Poesía lírica | Sor Juana Inés de la Cruz | 1992 | Cátedra | p | poesia | 9788437611044 |
Balún Canán | Rosario Castellanos | 1995 | Fondo de Cultura Económica | p | novela | 9789681647193 |
El beso de la mujer araña | Manuel Puig | 1976 | Seix Barral | p | novela | 9788432202735 | 1
Operación Masacre | Rodolfo Walsh | 2000 | De la Flor | p | cronica | 9789505153527 |
Distancia de rescate | Samanta Schweblin | 2015 | Literatura Random House | p | novela | 9788439730040 |
Nuestra parte de noche | Mariana Enriquez | 2019 | Anagrama | p | novela | 9788433998859 | p1
Temporada de huracanes | Fernanda Melchor | 2017 | Literatura Random House | p | novela | 9786073152730 | 1
Toda Mafalda | Quino | 1993 | De la Flor | h | comic | 9789505156948 | p
Cuentos de la selva | Horacio Quiroga | 1999 | Panamericana | p | infantil,cuento | 9789583005114 |
Cuentos de amor de locura y de muerte | Horacio Quiroga | 2001 | Losada | p | cuento | 9789500302043 |
Álgebra | Aurelio Baldor | 2007 | Publicaciones Cultural | h | texto | 9789708170000 | p
Geometría plana y del espacio | Aurelio Baldor | 2004 | Publicaciones Cultural | h | texto | 9789684392151 |
`,
);
