// A notice of the system, where the page is not looked at and the person has allowed it.

interface Notice {
  readonly title: string;
  readonly body: string;
  /** Of several tabs, and of what came before, one stands. */
  readonly tag: string;
  /** It stands until it is answered. */
  readonly stays: boolean;
  readonly onOpen: () => void;
}

/** Answers how to take it away. */
export function notify({ title, body, tag, stays, onOpen }: Notice): () => void {
  if (!document.hidden || typeof Notification === 'undefined' || Notification.permission !== 'granted') return () => undefined;
  const notice = new Notification(title, { body, tag, requireInteraction: stays });
  notice.onclick = () => {
    window.focus();
    onOpen();
    notice.close();
  };
  return () => notice.close();
}

/** Asked from a press: a browser refuses to ask by itself. */
export function askForNotices(): void {
  if (typeof Notification !== 'undefined' && Notification.permission === 'default') void Notification.requestPermission();
}
