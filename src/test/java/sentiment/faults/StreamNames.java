package sentiment.faults;

import java.util.List;

/** The names that one test's stream has in Kafka. */
record StreamNames(String application) {

  String reviews() {
    return application + "-reviews";
  }

  String scores() {
    return application + "-scores";
  }

  String rejected() {
    return application + "-rejected";
  }

  /** Where every record must come out once. */
  List<String> results() {
    return List.of(scores(), rejected());
  }

  /** The topic of the reviews that wait in a batch. */
  String changelog() {
    return application + "-review-buffer-changelog";
  }
}
