/**
 * What the program serves over HTTP. Imports {@code streams} and {@code scoring}, and nothing of
 * Kafka or Avro.
 *
 * <p>{@link sentiment.web.WebServer} answers by a list of {@link sentiment.web.Route}s; {@link
 * sentiment.web.RegistryRoutes} are those of the program's own schema registry, {@link
 * sentiment.web.MetricsRoute} and {@link sentiment.web.HealthRoutes} are for who watches it.
 */
@NullMarked
package sentiment.web;

import org.jspecify.annotations.NullMarked;
