// Checked before anything else is loaded: this file must parse on a Node that is too old for the rest.
const [major, minor] = process.versions.node.split('.').map(Number);

function unfit() {
  if (process.platform === 'win32') return 'Parley runs on Linux and macOS; on Windows, run it inside WSL.';
  if (major > 20 || (major === 20 && minor >= 9)) return null;
  return `Parley needs Node 20.9 or newer; this is Node ${process.versions.node}. Install a newer Node from https://nodejs.org.`;
}

/** Ends the process with one line on a machine that cannot run the launcher. */
export function checkMachine() {
  const problem = unfit();
  if (!problem) return;
  process.stderr.write(`parley: ${problem}\n`);
  process.exit(1);
}
