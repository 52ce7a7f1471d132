import { Alarms } from './alarms.js';
import { Asks } from './asks.js';
import { Backlog } from './backlog.js';
import { Changes } from './changes.js';
import { ClassTable } from './class-table.js';
import { Classes } from './classes.js';
import { ContactWalk } from './contact-walk.js';
import { CoolDowns } from './cool-downs.js';
import { DESK_ROW, DeskTable, POSTURE } from './desk-table.js';
import { Exclusions } from './exclusions.js';
import { Explainer } from './explainer.js';
import type { CoolDown, Filter } from './filters/filter.js';
import { FitTable } from './fit-table.js';
import { Floor } from './floor.js';
import { FreeWalk } from './free-walk.js';
import { HeapStore, Places } from './heap-store.js';
import { LaneTable } from './lane-table.js';
import { Matching } from './matching.js';
import { Postures } from './postures.js';
import { Recorder } from './recorder.js';
import { ScoreBook } from './score-book.js';
import type { Scorer } from './scorers/scorer.js';
import { Scores } from './scores.js';
import { Screen } from './screen.js';
import { Search } from './search.js';
import { Seating } from './seating.js';
import { SlotPool } from './slot-pool.js';
import { TieHeap } from './tie-heap.js';
import { Translations } from './translations.js';
import { WaitingTable } from './waiting-table.js';
import { WishIndex } from './wish-index.js';
import type { EngineOptions } from './world.js';

/** What an engine is made of: the shipped lists, or others in the same order. */
export interface EngineParts {
  filters: readonly Filter[];
  scorers: readonly Scorer[];
}

/** What the engine's own methods touch. */
export interface EngineTree {
  waiting: WaitingTable;
  floor: Floor;
  backlog: Backlog;
  scores: Scores;
  coolDowns: CoolDowns;
  changes: Changes;
  matching: Matching;
  explainer: Explainer;
}

const COOL_DOWN: CoolDown = { hardMs: 5_000, softMs: 60_000 };

/** Puts the parts of an engine together. */
export function assemble(parts: EngineParts, options: EngineOptions): EngineTree {
  const screen = new Screen(parts.filters, options.coolDown ?? COOL_DOWN);
  const book = new ScoreBook(parts.scorers);
  const waiting = new WaitingTable();
  const classTable = new ClassTable();
  const [pool, fits] = [new SlotPool(), new FitTable()];
  const [desks, lanes, postures] = [new DeskTable(), new LaneTable(), new Postures(screen)];
  const seating = new Seating({ classTable, desks, lanes, postures, pool, fits, screen, book });
  const isOnDuty = (agent: number): boolean => postures.all[desks.rows[agent * DESK_ROW + POSTURE]!]!.isOnDuty;
  const translations = new Translations(screen, isOnDuty);

  const store = new HeapStore();
  const heapsAmong = (places: Places) => (): TieHeap => new TieHeap(waiting, store, places);
  const asks = new Asks();
  const classes = new Classes(
    classTable,
    desks,
    asks,
    seating,
    book,
    translations,
    heapsAmong(new Places()),
    heapsAmong(new Places()),
  );
  const wishIndex = new WishIndex(desks, heapsAmong(new Places()), heapsAmong(new Places()));
  const floor = new Floor(desks, lanes, postures, seating, wishIndex, translations);
  const alarmPlaces = new Places();
  const alarms = new Alarms(heapsAmong(alarmPlaces)(), alarmPlaces, screen.coolDown);
  const contacts = { waiting, classTable, classes, asks, wishIndex, screen, book };
  const backlog = new Backlog({ ...contacts, alarms, translations });

  const scores = new Scores(waiting, desks, fits, book);
  const coolDowns = new CoolDowns(waiting, backlog, classTable, desks, lanes, screen);
  const contactWalk = new ContactWalk(store, waiting, desks, coolDowns, scores);
  const freeWalk = new FreeWalk(desks, fits, coolDowns, scores, book);
  const walks = { contactWalk, freeWalk };
  const search = new Search({
    waiting,
    backlog,
    classTable,
    desks,
    lanes,
    pool,
    fits,
    wishIndex,
    coolDowns,
    scores,
    ...walks,
  });
  const exclusions = new Exclusions(waiting, backlog, classTable, desks, lanes, pool, coolDowns, screen);
  const recorder =
    options.records === false ? undefined : new Recorder(waiting, desks, backlog, scores, fits, book, exclusions);
  const explainer = new Explainer({ waiting, backlog, classTable, desks, lanes, exclusions, screen, recorder });
  const changes = new Changes({ waiting, backlog, lanes, seating, classTable });
  const matching = new Matching({ waiting, backlog, floor, seating, changes, search, coolDowns, recorder });
  return { waiting, floor, backlog, scores, coolDowns, changes, matching, explainer };
}
