export type DemoPerson = {
  readonly name: string;
  readonly email: string;
  readonly city: string;
  /** The department, as DIVIPOLA writes it. */
  readonly region: string;
  readonly kind: 'bookshop' | 'reader';
  /** How long ago the account was opened, in days. */
  readonly sinceDaysAgo: number;
  /** How many of twenty listings, roughly, are theirs; 0 for those who only buy. */
  readonly share: number;
};

const bookshop = (name: string, user: string, city: string, region: string, sinceDaysAgo: number, share: number) =>
  ({ name, email: `${user}@bookstore.test`, city, region, kind: 'bookshop', sinceDaysAgo, share }) as const;

const reader = (name: string, user: string, city: string, region: string, sinceDaysAgo: number, share = 0) =>
  ({ name, email: `${user}@bookstore.test`, city, region, kind: 'reader', sinceDaysAgo, share }) as const;

export const demoSellers: readonly DemoPerson[] = [
  reader('Lucía Arango', 'lucia', 'Medellín', 'Antioquia', 1204, 2),
  bookshop('Librería La Gran Candelaria', 'candelaria', 'Bogotá', 'Bogotá, D.C.', 1630, 5),
  bookshop('El Anticuario del Pasaje', 'anticuario', 'Medellín', 'Antioquia', 1511, 3),
  bookshop('Libros de San Antonio', 'sanantonio', 'Cali', 'Valle del Cauca', 980, 3),
  bookshop('La Nevada Libros Usados', 'lanevada', 'Manizales', 'Caldas', 733, 2),
  bookshop('Torre del Reloj Libros', 'torredelreloj', 'Cartagena', 'Bolívar', 642, 2),
  reader('Camilo Ortega', 'camilo', 'Barranquilla', 'Atlántico', 412, 1),
  reader('Diana Serrano', 'diana', 'Bucaramanga', 'Santander', 866, 1),
  reader('Jairo Londoño', 'jairo', 'Pereira', 'Risaralda', 301, 1),
  reader('Valentina Mosquera', 'valentina', 'Popayán', 'Cauca', 188, 1),
  reader('Hernán Benavides', 'hernan', 'Pasto', 'Nariño', 1090, 1),
  reader('Natalia Varón', 'natalia', 'Ibagué', 'Tolima', 95, 1),
  bookshop('Papeles de la Villa', 'papeles', 'Villa de Leyva', 'Boyacá', 1377, 2),
];

export const demoBuyer: DemoPerson = reader('Mateo Rojas', 'mateo', 'Bogotá', 'Bogotá, D.C.', 524);

export const demoAdministrator: DemoPerson = reader('Ana Villegas', 'ana', 'Bogotá', 'Bogotá, D.C.', 1825);
