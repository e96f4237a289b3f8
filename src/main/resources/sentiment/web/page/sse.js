// Server-sent events out of a stream that arrives in pieces of any size.

/** Takes text as it comes and gives the events that are complete, as `{ name, data }`, data unread. */
export class EventParser {
  #rest = '';

  push(text) {
    this.#rest += text;
    if (this.#rest.includes('\r')) this.#rest = this.#rest.replace(/\r\n/g, '\n');
    const end = this.#rest.lastIndexOf('\n\n');
    if (end < 0) return [];
    const blocks = this.#rest.slice(0, end).split('\n\n');
    this.#rest = this.#rest.slice(end + 2);
    return blocks.map(eventOf).filter((event) => event.data !== null);
  }
}

function eventOf(block) {
  const event = { name: 'message', data: null };
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event.name = line.slice(6).trim();
    else if (line.startsWith('data:')) {
      const data = line.slice(line[5] === ' ' ? 6 : 5);
      event.data = event.data === null ? data : event.data + '\n' + data;
    }
  }
  return event;
}
