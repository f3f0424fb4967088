// The mark: two who talk, each with the corner towards the other tucked. One colour, that of the text
// around it; the name stands beside it in words.

export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" fill="none" aria-hidden="true">
      <path
        d="M7.5 2.5h7a5 5 0 0 1 5 5v4a5 5 0 0 1-5 5h-10a2 2 0 0 1-2-2v-7a5 5 0 0 1 5-5z"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="M22 10.2a4.5 4.5 0 0 1 4 4.5v6.8a4.5 4.5 0 0 1-4.5 4.5h-7a4.5 4.5 0 0 1-4.5-4.5V19h5a6.5 6.5 0 0 0 6.5-6.5z"
        fill="currentColor"
      />
    </svg>
  );
}
