import { readWorks } from './read-works.ts';

export const englishWorks = readWorks(
  'en',
  `
One Hundred Years of Solitude | Gabriel García Márquez | 2006 | Harper Perennial | p | novela | 9780060883287 | p
Open Veins of Latin America | Eduardo Galeano | 1997 | Monthly Review Press | p | historia | 9780853459910 |
Nineteen Eighty-Four | George Orwell | 1961 | Signet Classics | p | novela,ciencia-ficcion | 9780451524935 | p
Animal Farm | George Orwell | 1996 | Signet Classics | p | novela | 9780451526342 |
To Kill a Mockingbird | Harper Lee | 2006 | Harper Perennial | p | novela | 9780061120084 | p
The Great Gatsby | F. Scott Fitzgerald | 2004 | Scribner | p | novela | 9780743273565 | p
The Catcher in the Rye | J. D. Salinger | 1991 | Little, Brown | p | novela | 9780316769488 |
Pride and Prejudice | Jane Austen | 2002 | Penguin Classics | p | novela | 9780141439518 | p
Jane Eyre | Charlotte Brontë | 2006 | Penguin Classics | p | novela | 9780141441146 |
Wuthering Heights | Emily Brontë | 2002 | Penguin Classics | p | novela | 9780141439556 |
Great Expectations | Charles Dickens | 2002 | Penguin Classics | p | novela | 9780141439563 |
Dracula | Bram Stoker | 2003 | Penguin Classics | p | novela | 9780141439846 |
Moby-Dick; or, The Whale | Herman Melville | 2002 | Penguin Classics | p | novela | 9780142437247 |
Heart of Darkness | Joseph Conrad | 1954 | J. M. Dent & Sons | h | novela | - |
Mrs Dalloway | Virginia Woolf | 1990 | Harcourt | p | novela | 9780156628709 |
To the Lighthouse | Virginia Woolf | 1989 | Harcourt | p | novela | 9780156907392 |
A Room of One's Own | Virginia Woolf | 1989 | Harcourt | p | ensayo | 9780156787338 |
Ulysses | James Joyce | 1990 | Vintage International | p | novela | 9780679722762 |
Invisible Man | Ralph Ellison | 1995 | Vintage International | p | novela | 9780679732761 |
Beloved | Toni Morrison | 2004 | Vintage International | p | novela | 9781400033416 |
Things Fall Apart | Chinua Achebe | 1994 | Anchor Books | p | novela | 9780385474542 |
Midnight's Children | Salman Rushdie | 2006 | Random House | p | novela | 9780812976533 |
The God of Small Things | Arundhati Roy | 2008 | Random House | p | novela | 9780812979657 |
Americanah | Chimamanda Ngozi Adichie | 2014 | Anchor Books | p | novela | 9780307455925 |
Never Let Me Go | Kazuo Ishiguro | 2006 | Vintage International | p | novela,ciencia-ficcion | 9781400078776 |
The Remains of the Day | Kazuo Ishiguro | 1990 | Vintage International | p | novela | 9780679731726 |
The Road | Cormac McCarthy | 2006 | Vintage International | p | novela | 9780307387899 |
The Handmaid's Tale | Margaret Atwood | 1998 | Anchor Books | p | novela,ciencia-ficcion | 9780385490818 |
Catch-22 | Joseph Heller | 2011 | Simon & Schuster | p | novela | 9781451626650 |
Slaughterhouse-Five | Kurt Vonnegut | 1999 | Dial Press | p | novela,ciencia-ficcion | 9780385333849 |
In Cold Blood | Truman Capote | 1994 | Vintage International | p | cronica | 9780679745587 |
Dune | Frank Herbert | 2005 | Ace Books | p | ciencia-ficcion | 9780441013593 | p
Neuromancer | William Gibson | 1984 | Ace Books | p | ciencia-ficcion | 9780441569595 | 1
The Left Hand of Darkness | Ursula K. Le Guin | 2000 | Ace Books | p | ciencia-ficcion | 9780441478125 |
Fahrenheit 451 | Ray Bradbury | 2012 | Simon & Schuster | p | ciencia-ficcion | 9781451673319 |
The Hitchhiker's Guide to the Galaxy | Douglas Adams | 1995 | Del Rey | p | ciencia-ficcion | 9780345391803 |
The Hobbit | J. R. R. Tolkien | 2012 | Houghton Mifflin Harcourt | p | juvenil,ciencia-ficcion | 9780547928227 |
Harry Potter and the Sorcerer's Stone | J. K. Rowling | 1998 | Scholastic | h | juvenil,ciencia-ficcion | 9780590353427 | p
Charlotte's Web | E. B. White | 2001 | HarperCollins | p | infantil | 9780064400558 |
Where the Wild Things Are | Maurice Sendak | 1988 | HarperCollins | h | infantil | 9780060254926 |
Matilda | Roald Dahl | 2007 | Puffin | p | infantil | 9780142410370 | p
Alice's Adventures in Wonderland | Lewis Carroll | 2003 | Penguin Classics | p | infantil,juvenil | 9780141439761 |
Leaves of Grass | Walt Whitman | 1961 | Penguin Classics | p | poesia | 9780140421996 |
The Complete Poems of Emily Dickinson | Emily Dickinson | 1976 | Back Bay Books | p | poesia | 9780316184137 |
Ariel | Sylvia Plath | 1965 | Faber and Faber | h | poesia | - | 1
The Waste Land and Other Poems | T. S. Eliot | 1958 | Harcourt | p | poesia | 9780156948777 |
A Brief History of Time | Stephen Hawking | 1998 | Bantam Books | p | ciencia | 9780553380163 |
Surely You're Joking, Mr. Feynman! | Richard P. Feynman | 1997 | W. W. Norton | p | ciencia,biografia | 9780393316049 | p
Silent Spring | Rachel Carson | 2002 | Houghton Mifflin | p | ciencia,sociedad | 9780618249060 |
Guns, Germs, and Steel | Jared Diamond | 1999 | W. W. Norton | p | historia,ciencia | 9780393317558 |
Sapiens: A Brief History of Humankind | Yuval Noah Harari | 2015 | Harper | h | historia,ciencia | 9780062316097 | p
A People's History of the United States | Howard Zinn | 2005 | Harper Perennial | p | historia | 9780060838652 |
Thinking, Fast and Slow | Daniel Kahneman | 2013 | Farrar, Straus and Giroux | p | ciencia,sociedad | 9780374533557 | p
Zen and the Art of Motorcycle Maintenance | Robert M. Pirsig | 2006 | HarperTorch | p | filosofia | 9780060589462 |
Meditations | Marcus Aurelius | 2003 | Modern Library | p | filosofia | 9780812968255 |
Ways of Seeing | John Berger | 1990 | Penguin Books | p | arte,ensayo | 9780140135152 |
The Story of Art | E. H. Gombrich | 1995 | Phaidon | p | arte,historia | 9780714832470 |
The Design of Everyday Things | Don Norman | 2013 | Basic Books | p | arte,sociedad | 9780465050659 |
On Food and Cooking | Harold McGee | 2004 | Scribner | h | cocina,ciencia | 9780684800011 |
Salt, Fat, Acid, Heat | Samin Nosrat | 2017 | Simon & Schuster | h | cocina | 9781476753836 |
The Year of Magical Thinking | Joan Didion | 2007 | Vintage International | p | biografia | 9781400078431 |
Maus: A Survivor's Tale | Art Spiegelman | 1986 | Pantheon | p | comic,historia | 9780394747231 | 1
Structure and Interpretation of Computer Programs | Harold Abelson; Gerald Jay Sussman; Julie Sussman | 1996 | MIT Press | p | informatica,texto | 9780262510875 |
The C Programming Language | Brian W. Kernighan; Dennis M. Ritchie | 1988 | Prentice Hall | p | informatica,texto | 9780131103627 | p
Introduction to Algorithms | Thomas H. Cormen; Charles E. Leiserson; Ronald L. Rivest; Clifford Stein | 2009 | MIT Press | h | informatica,texto | 9780262033848 |
The Pragmatic Programmer | Andrew Hunt; David Thomas | 1999 | Addison-Wesley | p | informatica | 9780201616224 | 1
Clean Code | Robert C. Martin | 2008 | Prentice Hall | p | informatica | 9780132350884 | p
Campbell Biology | Jane B. Reece; Lisa A. Urry; Michael L. Cain | 2010 | Benjamin Cummings | h | texto,ciencia | 9780321558237 |
`,
);
