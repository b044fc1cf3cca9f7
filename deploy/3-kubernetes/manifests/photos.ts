import type { Chart } from 'cdk8s';
import {
  KubePersistentVolume,
  KubePersistentVolumeClaim,
  KubeStorageClass,
  Quantity,
} from 'cdk8s-plus-34/lib/imports/k8s.js';
import { namespace } from './shop.ts';

const size = Quantity.fromString('50Gi');
const storageClass = 'bookstore-efs';
export const exampleHandle = 'fs-0123456789abcdef0::fsap-0123456789abcdef0';

/** Photos on EFS, by file system and access point: a name of DNS would mount the whole file system, past the access point. */
export function photosOnEfs(chart: Chart): void {
  new KubeStorageClass(chart, 'class', {
    metadata: { name: storageClass },
    provisioner: 'efs.csi.aws.com',
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'Immediate',
    mountOptions: ['tls', 'iam'],
  });
  new KubePersistentVolume(chart, 'volume', {
    metadata: { name: 'bookstore-photos' },
    spec: {
      capacity: { storage: size },
      volumeMode: 'Filesystem',
      accessModes: ['ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: storageClass,
      mountOptions: ['tls', 'iam'],
      claimRef: { namespace, name: 'photos' },
      csi: { driver: 'efs.csi.aws.com', volumeHandle: exampleHandle },
    },
  });
  new KubePersistentVolumeClaim(chart, 'claim', {
    metadata: { name: 'photos' },
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: storageClass,
      volumeName: 'bookstore-photos',
      resources: { requests: { storage: size } },
    },
  });
}

/** Photos where the cluster has them by itself; with more than one machine its class must allow ReadWriteMany. */
export function photosByDefault(chart: Chart, accessMode: 'ReadWriteOnce' | 'ReadWriteMany'): void {
  new KubePersistentVolumeClaim(chart, 'claim', {
    metadata: { name: 'photos' },
    spec: { accessModes: [accessMode], resources: { requests: { storage: Quantity.fromString('5Gi') } } },
  });
}
