/**
 * What the program serves over HTTP. Imports {@code streams} and {@code scoring}, and nothing of
 * Kafka or Avro.
 *
 * <p>{@link sentiment.web.ScorerWeb} puts together what the settings ask for. {@link
 * sentiment.web.WebServer} runs Jetty, the only package that knows it; {@code RequestHandler} finds
 * the {@code Endpoint} of a request and reads its body, an {@code Exchange} carries the answer, and
 * {@link sentiment.web.Route}s are endpoints that answer at once: schemas, metrics, health, the
 * page. {@code ScoreRoutes} score what they are sent; {@code LiveFeed} shows what the stream scores
 * to the {@code Watcher}s of {@code LiveRoute}.
 */
@NullMarked
package sentiment.web;

import org.jspecify.annotations.NullMarked;
