import { Boot } from '../client/boot/boot.tsx';
import { Entrance } from '../components/entrance/entrance.tsx';

export default function Page() {
  return (
    <Boot>
      <Entrance />
    </Boot>
  );
}
