// The frame with its four panes, to be seen at every width. For development only.

import { notFound } from 'next/navigation';
import { ShellDemo } from '../../../../components/design/shell-demo.tsx';

export default function ShellPage() {
  if (process.env.NODE_ENV === 'production') notFound();
  return <ShellDemo />;
}
