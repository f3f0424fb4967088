'use client';
// A password that can be shown while it is typed.

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { IconButton } from './icon-button.tsx';
import { TextField } from './text-field.tsx';

export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'trailing'>) {
  const t = useT();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      trailing={
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? t('auth.hidePassword') : t('auth.showPassword')}
          small
          iconSize={18}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
