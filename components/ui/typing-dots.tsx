/** Three dots of somebody writing; the words beside them say who. They stand still where motion is not wanted. */
export function TypingDots() {
  return (
    <span aria-hidden className="typing-dots mr-1.5 inline-flex flex-none items-center gap-[3px]">
      <i />
      <i />
      <i />
    </span>
  );
}
