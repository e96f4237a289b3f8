package sentiment.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import sentiment.model.ModelId;

/** The events of {@code GET /live} as they go over the wire: a name, and JSON on one line. */
final class LiveEvents {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LiveEvents() {}

  /** An event of any name. */
  static byte[] event(String name, String json) {
    return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The first event of a stream.
   *
   * @param reviews JSON of the last ones, oldest first
   */
  static byte[] hello(
      String application, ModelId model, boolean score, int perSecond, Collection<String> reviews) {
    return event(
        "hello",
        JSON.objectNode()
            .put("application", application)
            .<ObjectNode>set("model", model(model))
            .put("score", score)
            .put("sample_per_second", perSecond)
            .putRawValue("reviews", new RawValue("[" + String.join(",", reviews) + "]"))
            .toString());
  }

  /** Another model is served. */
  static byte[] newModel(ModelId model) {
    return event("model", JSON.objectNode().set("model", model(model)).toString());
  }

  /**
   * The figures of a second.
   *
   * @param time milliseconds since 1970
   * @param buffered reviews that wait in batches
   */
  static byte[] stats(long time, LiveStatistics.Figures figures, int buffered) {
    ObjectNode json = JSON.objectNode();
    json.put("time", time);
    json.put("scored_per_second", rounded(figures.scoredPerSecond()));
    json.put("rejected_per_second", rounded(figures.rejectedPerSecond()));
    json.put("p50_ms", figures.p50());
    json.put("p95_ms", figures.p95());
    json.put("p99_ms", figures.p99());
    Double batchSize = figures.batchSize();
    json.put("batch_size", batchSize == null ? null : (Double) rounded(batchSize));
    json.put("buffered", buffered);
    Double positive = figures.positiveShare();
    json.put("positive_share", positive == null ? null : (Double) rounded(positive));
    json.put("sampled_out", figures.sampledOut());
    return event("stats", json.toString());
  }

  private static ObjectNode model(ModelId model) {
    return JSON.objectNode()
        .put("name", model.name())
        .put("version", model.version())
        .put("sha256", model.sha256());
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
