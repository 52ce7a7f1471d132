import { bitCount, widened, WORD } from './bits.js';

/** Whole numbers per word of a class's seats: its index among all words, its bits, where its first fit stands. */
export const SEAT_WORD = 3;
export const INDEX = 0;
export const BITS = 1;
export const START = 2;

/** The agents that pass a class's configuration filters, by number, each with its fit: only words that hold some. */
export class Seats {
  words = new Int32Array(4 * SEAT_WORD);
  wordCount = 0;
  /** Numbers of their fits, in the order of the agents' numbers. */
  fits = new Int32Array(16);
  size = 0;

  has(no: number): boolean {
    const at = this.find(no >> 5) * SEAT_WORD;
    return this.isWord(at, no >> 5) && (this.words[at + BITS]! & (1 << no)) !== 0;
  }

  /** Of an agent that has a seat. */
  fit(no: number): number {
    return this.fits[this.placeOf(this.find(no >> 5) * SEAT_WORD, no)]!;
  }

  add(no: number, fit: number): void {
    const word = this.find(no >> 5);
    if (!this.isWord(word * SEAT_WORD, no >> 5)) this.openWord(word, no >> 5);
    const place = this.placeOf(word * SEAT_WORD, no);
    if (this.size === this.fits.length) this.fits = widened(this.fits, this.size);
    this.fits.copyWithin(place + 1, place, this.size);
    this.fits[place] = fit;
    this.words[word * SEAT_WORD + BITS]! |= 1 << no;
    this.resize(word, 1);
  }

  delete(no: number): void {
    const word = this.find(no >> 5);
    const place = this.placeOf(word * SEAT_WORD, no);
    this.fits.copyWithin(place, place + 1, this.size);
    this.words[word * SEAT_WORD + BITS]! &= ~(1 << no);
    this.resize(word, -1);
    if (this.words[word * SEAT_WORD + BITS] === 0) this.closeWord(word);
  }

  clear(): void {
    this.wordCount = 0;
    this.size = 0;
  }

  *numbers(): Iterable<number> {
    for (let at = 0; at < this.wordCount * SEAT_WORD; at += SEAT_WORD) {
      const [index, bits] = [this.words[at + INDEX]!, this.words[at + BITS]!];
      for (let bit = 0; bit < WORD; bit += 1) if ((bits & (1 << bit)) !== 0) yield index * WORD + bit;
    }
  }

  /** The first word that is not before this one. */
  private find(index: number): number {
    let [low, high] = [0, this.wordCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle * SEAT_WORD + INDEX]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isWord(at: number, index: number): boolean {
    return at < this.wordCount * SEAT_WORD && this.words[at + INDEX] === index;
  }

  private placeOf(at: number, no: number): number {
    return this.words[at + START]! + bitCount(this.words[at + BITS]! & ((1 << no) - 1));
  }

  /** One agent more or less in a word: the fits of the words behind it have moved. */
  private resize(word: number, by: 1 | -1): void {
    this.size += by;
    for (let behind = word + 1; behind < this.wordCount; behind += 1) this.words[behind * SEAT_WORD + START]! += by;
  }

  private openWord(word: number, index: number): void {
    const [at, end] = [word * SEAT_WORD, this.wordCount * SEAT_WORD];
    const start = at < end ? this.words[at + START]! : this.size;
    if (end + SEAT_WORD > this.words.length) this.words = widened(this.words, end + SEAT_WORD);
    this.words.copyWithin(at + SEAT_WORD, at, end);
    this.wordCount += 1;
    this.words[at + INDEX] = index;
    this.words[at + BITS] = 0;
    this.words[at + START] = start;
  }

  private closeWord(word: number): void {
    const at = word * SEAT_WORD;
    this.words.copyWithin(at, at + SEAT_WORD, this.wordCount * SEAT_WORD);
    this.wordCount -= 1;
  }
}
