// The reviews that the page still knows, newest first.

const MOST = 400;
const MOST_CHARACTERS = 8_000_000; // of text, for reviews may be a million each

/** One item is `{ seq, kind: 'review' | 'rejected' | 'model', data }`; `seq` rises with each. */
export class ReviewStore {
  items = [];
  #seq = 0;
  #characters = 0;

  add(kind, data) {
    const item = { seq: ++this.#seq, kind, data };
    this.items.unshift(item);
    this.#characters += lengthOf(item);
    while (this.items.length > MOST || (this.#characters > MOST_CHARACTERS && this.items.length > 1)) {
      this.#characters -= lengthOf(this.items.pop());
    }
    return item;
  }

  /** The newest score of the review with this id. */
  find(id) {
    return this.items.find((item) => item.kind === 'review' && item.data.review_id === id)?.data;
  }
}

function lengthOf(item) {
  return item.data.text?.length ?? 0;
}
