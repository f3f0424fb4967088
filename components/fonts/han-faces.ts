// The faces of "Noto Sans SC Variable", cut into slices by unicode-range: the sheet alone, which loads no slice.
import '@fontsource-variable/noto-sans-sc';
