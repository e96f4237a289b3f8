package sentiment.demo;

import sentiment.streams.StreamSettings;

/**
 * The names of the demo's topics.
 *
 * @param reviews where reviews go in
 * @param scores where scores come out
 * @param rejected where reviews without a score come out
 */
record DemoTopics(String reviews, String scores, String rejected) {

  private static final int PARTITIONS = 3;

  static DemoTopics of(StreamSettings settings) {
    return new DemoTopics(settings.inputTopic(), settings.outputTopic(), settings.rejectedTopic());
  }

  void createIn(EmbeddedBroker broker) {
    broker.createTopic(reviews, PARTITIONS);
    broker.createTopic(scores, PARTITIONS);
    broker.createTopic(rejected, PARTITIONS);
  }
}
