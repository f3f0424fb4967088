import type { ReactNode } from 'react';
import { SignedIn } from '../../components/entrance/signed-in.tsx';

export default function SignedInLayout({ children }: { readonly children: ReactNode }) {
  return <SignedIn>{children}</SignedIn>;
}
