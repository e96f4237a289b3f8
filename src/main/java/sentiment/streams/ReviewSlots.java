package sentiment.streams;

import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The durable half of a {@link ReviewBuffer}: where waiting records outlive their process. */
interface ReviewSlots {

  /** Keeps a record behind those that are kept already. */
  void append(InputRecord record);

  /** Forgets all. */
  void clear();

  /** Hands over what is kept, in order. */
  void restore(Consumer<InputRecord> records);

  /**
   * Slots in a store with a changelog, numbered 0, 1, 2, ... and reused. The store's cache writes
   * to the changelog at a commit only: of a record scored before that, no value gets there, at most
   * the tombstone of its slot.
   */
  static ReviewSlots in(KeyValueStore<Integer, InputRecord> store) {
    return new ReviewSlots() {
      private int used;

      @Override
      public void append(InputRecord record) {
        store.put(used, record);
        used++;
      }

      @Override
      public void clear() {
        for (int slot = 0; slot < used; slot++) {
          store.delete(slot);
        }
        used = 0;
      }

      @Override
      public void restore(Consumer<InputRecord> records) {
        try (KeyValueIterator<Integer, InputRecord> slots = store.all()) {
          while (slots.hasNext()) {
            KeyValue<Integer, InputRecord> slot = slots.next();
            records.accept(slot.value);
            used = slot.key + 1;
          }
        }
      }
    };
  }

  /** Keeps nothing: waiting records die with the process. For measuring what durability costs. */
  static ReviewSlots none() {
    return new ReviewSlots() {
      @Override
      public void append(InputRecord record) {}

      @Override
      public void clear() {}

      @Override
      public void restore(Consumer<InputRecord> records) {}
    };
  }
}
