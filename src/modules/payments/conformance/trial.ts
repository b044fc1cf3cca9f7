import assert from 'node:assert/strict';
import { DomainError } from '../../../platform/errors.ts';
import type { Charge, ChargeOutcome, Gateway, RawNotice } from '../gateways/gateway.ts';

export type Ending = 'paid' | 'failed' | 'pending';

export interface Took {
  amountMinor: number;
  currency: string;
}

/** A gateway with whatever stands in for its payers, its network and its books. */
export interface GatewayTrial {
  readonly gateway: Gateway;
  /** A charge of an amount that the gateway takes, which will end so once its payer has acted. */
  readonly newCharge: (ends: Ending) => Charge;
  /** What the payer does at the gateway after the charge; nothing is left to do where the charge decides by itself. */
  readonly act: (charge: Charge, answer: ChargeOutcome, ends: Ending, took?: Took) => Promise<void>;
  /** What the gateway has sent about the charge so far. */
  readonly notices: (charge: Charge) => Promise<RawNotice[]>;
  /** A notice about the charge as it stands, signed by the gateway at another time. */
  readonly noticeSignedAt: (charge: Charge, at: number) => Promise<RawNotice>;
  /** Rightly signed, about a payment that the shop never made. */
  readonly strangeNotice: () => Promise<RawNotice>;
  /** The next call is lost on its way there, or its answer on the way back. */
  readonly cut: (when: 'before' | 'after') => void;
  /** What the gateway itself has written down. */
  readonly books: (charge: Charge) => Promise<{ tookMinor: number; returnedMinor: number }>;
  readonly close: () => Promise<void>;
}

/** The trial, once it is open. */
export type Opened = () => GatewayTrial;

/** Charges, and has the payer act. */
export async function bring(trial: GatewayTrial, ends: Ending, took?: Took): Promise<Charge> {
  const charge = trial.newCharge(took ? 'pending' : ends);
  await trial.act(charge, await trial.gateway.charge(charge), ends, took);
  return charge;
}

export const again = (charge: Charge): Charge => ({ ...charge, repeated: true });

export const find = (trial: GatewayTrial, charge: Charge): Promise<ChargeOutcome[]> =>
  trial.gateway.find({ paymentId: charge.paymentId });

/** The one charge that took money. */
export async function findPaid(trial: GatewayTrial, charge: Charge): Promise<ChargeOutcome> {
  const [outcome, ...others] = await find(trial, charge);
  assert.ok(outcome, 'the gateway knows of the charge');
  assert.deepEqual(others, []);
  assert.equal(outcome.status, 'paid');
  return outcome;
}

export async function firstNotice(trial: GatewayTrial, charge: Charge): Promise<RawNotice> {
  const [notice] = await trial.notices(charge);
  assert.ok(notice, 'the gateway has sent a notice');
  return notice;
}

/** A call without an answer: neither done nor refused. */
export async function assertUnanswered(call: Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error) => !(error instanceof DomainError));
}

export const isForged = (error: unknown): boolean => error instanceof DomainError && error.code === 'notice.forged';
