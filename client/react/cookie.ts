// What a cookie of this device says; undefined where it is not there. Read after the first paint alone: the server has it before.

export function cookieOf(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
