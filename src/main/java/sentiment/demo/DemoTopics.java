package sentiment.demo;

/**
 * The names of the demo's topics, those that {@code sentiment stream} has by default.
 *
 * @param reviews where reviews go in
 * @param scores where scores come out
 * @param rejected where reviews without a score come out
 */
record DemoTopics(String reviews, String scores, String rejected) {}
