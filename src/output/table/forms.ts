import { escapeControl } from '../../text/escape-control.js';
import type { Cell } from '../view.js';

const EMPTY: Cell = { text: '' };

/** The cell in a form: 0 is the whole text, then ever shorter ones, the shortest for every form beyond. */
export function inForm(cell: Cell | undefined, form: number): Cell {
  if (cell?.shorter === undefined || form === 0) return cell ?? EMPTY;
  return { ...cell, text: cell.shorter[Math.min(form, cell.shorter.length) - 1] ?? cell.text };
}

/** The cell as people see it, with nothing in it that a terminal would obey. */
export function safeCell({ text, shown, shorter, tone }: Cell): Cell {
  return {
    text: escapeControl(shown ?? text),
    ...(shorter === undefined ? {} : { shorter: shorter.map(escapeControl) }),
    ...(tone === undefined ? {} : { tone }),
  };
}
