import { FleetqError } from '../../errors.js';
import { readJournal, removeJournal, type Journal } from './journal.js';
import { moveBack, moveIntoPlace, removeHelpers, touchedSince } from './moves.js';

/** What became of an interrupted run. */
export type Recovery = 'nothing-to-do' | 'finished' | 'undone';

/** Finishes or undoes what an interrupted run left. The caller holds the lock. */
export function recover(folder: string): Recovery {
  const journal = readJournal(folder);
  const recovery = journal === null ? 'nothing-to-do' : settle(journal, folder);
  if (journal !== null) removeHelpers(journal);
  // Without a journal there may still be one that was never finished.
  removeJournal(folder);
  return recovery;
}

function settle(journal: Journal, folder: string): Recovery {
  switch (journal.state) {
    case 'preparing':
      return 'undone';
    case 'committed': {
      const touched = touchedSince(journal);
      if (touched.length > 0) throw changedMeanwhile(touched, folder);
      moveIntoPlace(journal);
      return 'finished';
    }
    case 'undoing':
      moveBack(journal);
      return 'undone';
  }
}

function changedMeanwhile(paths: readonly string[], folder: string): FleetqError {
  return new FleetqError(
    'refused',
    `an interrupted migration cannot be finished, because somebody changed ${paths.join(', ')} since`,
    ['look at `git status`, restore what is half done', `then delete ${folder}`],
  );
}
