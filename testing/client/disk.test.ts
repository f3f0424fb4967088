import { Disk } from './disk.ts';
import { storageContract } from './storage-contract.ts';

storageContract('the model', () => {
  const disk = new Disk();
  return (me) => disk.open(me);
});
