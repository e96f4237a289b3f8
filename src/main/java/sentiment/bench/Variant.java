package sentiment.bench;

import java.util.Map;

/** What is compared in one run. */
enum Variant {
  /** As the settings say. */
  DEFAULT("default"),
  /** Every review is a batch. */
  ONE_BY_ONE("batch size 1"),
  /** Waiting reviews are in a plain list and die with the process. */
  NOT_DURABLE("durability off");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean isDurable() {
    return this != NOT_DURABLE;
  }

  /** Settings over those of the run. */
  Map<String, String> settings() {
    return this == ONE_BY_ONE ? Map.of("batch.max.reviews", "1") : Map.of();
  }
}
