import { readWorks } from './read-works.ts';

export const spanishAndTranslatedWorks = readWorks(
  'es',
  `
Don Quijote de la Mancha | Miguel de Cervantes | 2004 | Alfaguara | h | novela | 9788420467283 | p
Don Quijote de la Mancha | Miguel de Cervantes | 1977 | Cátedra | p | novela | 9788437601168 |
Novelas ejemplares | Miguel de Cervantes | 1980 | Cátedra | p | cuento | 9788437602226 |
Lazarillo de Tormes | Anónimo | 2005 | Cátedra | p | novela | 9788437606606 |
La Celestina | Fernando de Rojas | 1994 | Cátedra | p | teatro | 9788437607009 |
Romancero gitano | Federico García Lorca | 1998 | Alianza | p | poesia | 9788420633824 |
Bodas de sangre | Federico García Lorca | 1986 | Cátedra | p | teatro | 9788437605609 |
La casa de Bernarda Alba | Federico García Lorca | 1989 | Cátedra | p | teatro | 9788437600680 | p
Poeta en Nueva York | Federico García Lorca | 1987 | Cátedra | p | poesia | 9788437607252 |
Campos de Castilla | Antonio Machado | 1997 | Cátedra | p | poesia | 9788437608617 |
Rimas y leyendas | Gustavo Adolfo Bécquer | 2002 | Espasa | p | poesia,cuento | 9788423918430 |
Luces de bohemia | Ramón del Valle-Inclán | 1996 | Espasa | p | teatro | 9788423918010 |
Niebla | Miguel de Unamuno | 1995 | Cátedra | p | novela | 9788437603476 |
Platero y yo | Juan Ramón Jiménez | 1962 | Losada | p | infantil,poesia | - |
Nada | Carmen Laforet | 2001 | Destino | p | novela | 9788423309894 |
El camino | Miguel Delibes | 1995 | Destino | p | novela | 9788423326075 |
La colmena | Camilo José Cela | 1988 | Cátedra | p | novela | 9788437607412 |
Corazón tan blanco | Javier Marías | 1992 | Anagrama | p | novela | 9788433909480 | 1
La sombra del viento | Carlos Ruiz Zafón | 2001 | Planeta | p | novela,policiaca | 9788408043645 | p
Soldados de Salamina | Javier Cercas | 2001 | Tusquets | p | novela,historia | 9788483101612 | 1
El infinito en un junco | Irene Vallejo | 2019 | Siruela | h | ensayo,historia | 9788417860790 | p
Patria | Fernando Aramburu | 2016 | Tusquets | p | novela | 9788490663196 | 1
El principito | Antoine de Saint-Exupéry | 2008 | Salamandra | p | infantil | 9788498381498 | p
La metamorfosis | Franz Kafka | 2004 | Alianza | p | novela,cuento | 9788420651361 | p
El proceso | Franz Kafka | 1989 | Cátedra | p | novela | 9788437608259 |
El extranjero | Albert Camus | 1999 | Alianza | p | novela,filosofia | 9788420636689 | p
Crimen y castigo | Fiódor Dostoyevski | 1985 | Alianza | p | novela | 9788420601106 | p
Ana Karénina | Lev Tolstói | 2013 | Alba | h | novela | 9788484289104 |
Madame Bovary | Gustave Flaubert | 1993 | Cátedra | p | novela | 9788437606293 |
Orgullo y prejuicio | Jane Austen | 2009 | Cátedra | p | novela | 9788437606835 |
Frankenstein o el moderno Prometeo | Mary Shelley | 1996 | Cátedra | p | novela,ciencia-ficcion | 9788437614748 |
1984 | George Orwell | 2013 | Debolsillo | p | novela,ciencia-ficcion | 9788499890944 | p
Rebelión en la granja | George Orwell | 2013 | Debolsillo | p | novela | 9788499890951 |
Un mundo feliz | Aldous Huxley | 2003 | Debolsillo | p | novela,ciencia-ficcion | 9788497594257 |
Crónicas marcianas | Ray Bradbury | 1955 | Minotauro | p | cuento,ciencia-ficcion | - |
Fundación | Isaac Asimov | 1986 | Plaza & Janés | p | ciencia-ficcion | 9788401496837 |
Las ciudades invisibles | Italo Calvino | 1998 | Siruela | p | novela | 9788478444151 |
El nombre de la rosa | Umberto Eco | 1982 | Lumen | h | novela,policiaca | 9788426411594 |
Memorias de Adriano | Marguerite Yourcenar | 1982 | Edhasa | p | novela,historia | 9788435005135 |
Siddhartha | Hermann Hesse | 1990 | Edhasa | p | novela | 9788435015356 |
El lobo estepario | Hermann Hesse | 1998 | Alianza | p | novela | 9788420634920 |
Tokio blues. Norwegian Wood | Haruki Murakami | 2005 | Tusquets | p | novela | 9788483103043 | p
Asesinato en el Orient Express | Agatha Christie | 1980 | Molino | p | policiaca | 9788427202108 |
Estudio en escarlata | Arthur Conan Doyle | 2001 | Anaya | p | policiaca,juvenil | 9788420708485 |
La historia interminable | Michael Ende | 1982 | Alfaguara | h | juvenil,ciencia-ficcion | 9788420425016 |
Momo | Michael Ende | 1984 | Alfaguara | p | juvenil | 9788420431314 | p
Harry Potter y la piedra filosofal | J. K. Rowling | 1999 | Emecé | p | juvenil,ciencia-ficcion | 9788478884452 | p
Donde viven los monstruos | Maurice Sendak | 1984 | Alfaguara | h | infantil | 9788420430225 |
El hobbit | J. R. R. Tolkien | 1982 | Minotauro | p | juvenil,ciencia-ficcion | 9788445070376 |
Persépolis | Marjane Satrapi | 2007 | Norma Editorial | h | comic,biografia | 9788498148565 |
Paisaje con grano de arena | Wisława Szymborska | 1997 | Lumen | p | poesia | 9788426428110 |
El mundo de Sofía | Jostein Gaarder | 1994 | Siruela | h | filosofia,juvenil | 9788478442188 | p
Así habló Zaratustra | Friedrich Nietzsche | 1997 | Alianza | p | filosofia | 9788420633190 |
El segundo sexo | Simone de Beauvoir | 2005 | Cátedra | p | filosofia,sociedad | 9788437622330 |
Vigilar y castigar | Michel Foucault | 1976 | Siglo XXI | p | filosofia,sociedad | 9789682300172 |
De animales a dioses. Breve historia de la humanidad | Yuval Noah Harari | 2014 | Debate | p | historia,ciencia | 9788499924212 | p
Historia del siglo XX | Eric Hobsbawm | 1998 | Crítica | h | historia | 9788474239836 |
Historia del tiempo. Del big bang a los agujeros negros | Stephen Hawking | 1988 | Crítica | p | ciencia | 9788474233742 |
Cosmos | Carl Sagan | 1982 | Planeta | h | ciencia | 9788432036262 |
El gen egoísta | Richard Dawkins | 1993 | Salvat | p | ciencia | 9788434588851 |
La historia del arte | Ernst H. Gombrich | 2002 | Debate | h | arte,historia | 9788483060445 |
De lo espiritual en el arte | Vasili Kandinsky | 1989 | Labor | p | arte,ensayo | 9788433525031 |
1080 recetas de cocina | Simone Ortega | 1994 | Alianza | p | cocina | 9788420606071 |
Cálculo. Trascendentes tempranas | James Stewart | 2008 | Cengage | h | texto,ciencia | 9789706866547 | p
Química, la ciencia central | Theodore L. Brown; H. Eugene LeMay; Bruce E. Bursten | 2004 | Pearson | h | texto,ciencia | 9789702604686 |
Física universitaria, volumen 1 | Francis W. Sears; Mark W. Zemansky | 2009 | Pearson | p | texto,ciencia | 9786074422887 |
Principios de economía | N. Gregory Mankiw | 2009 | Paraninfo | p | texto,sociedad | 9788497327114 |
`,
);
