import { dataMissing } from '../../tests/support/shared-data.ts';
import { type Provision, unavailable } from './provision.ts';

export function provisionData(): Promise<Provision> {
  const reason = dataMissing();
  return Promise.resolve(reason === undefined ? { ready: true } : unavailable(reason));
}
