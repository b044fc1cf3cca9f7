import { randomInt, timingSafeEqual } from 'node:crypto';
import { DomainError, notFound } from '../../platform/errors.ts';
import type { Shipment, ShipmentStatus } from './door.ts';

const next: Record<ShipmentStatus, readonly ShipmentStatus[]> = {
  pending: ['in_transit', 'delivered'],
  in_transit: ['delivered', 'lost', 'returned'],
  delivered: ['returned'],
  lost: [],
  returned: [],
};

export const mayBecome = (from: ShipmentStatus, to: ShipmentStatus): boolean => next[from].includes(to);

export const shipmentState = (): DomainError =>
  new DomainError('shipment.state', 409, 'The shipment is not in a state that allows this.');

/** Six digits that the buyer says to the seller when they meet. */
export const newHandoverCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** Compares without telling by its time how much was right. */
export function sameCode(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known.padEnd(16)), Buffer.from(given.trim().slice(0, 16).padEnd(16))];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function known(shipment: Shipment | undefined): Shipment {
  if (!shipment) throw notFound('shipment');
  return shipment;
}
