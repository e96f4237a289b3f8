package sentiment.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: eight bytes of header length, little-endian; a JSON header that maps
 * names to dtype, shape and offsets; then the values. Of its types, {@code F32} and {@code F16} are
 * written and read; the latter holds tensors all of whose values are halves.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafeTensors {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SINGLE = "F32";
  private static final String HALF = "F16";

  private SafeTensors() {}

  /** The file of these tensors, in their order. */
  public static byte[] write(Map<String, Tensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    int offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey());
      boolean half = HalfFloats.all(entry.getValue().values());
      tensor.put("dtype", half ? HALF : SINGLE);
      ArrayNode shape = tensor.putArray("shape");
      entry.getValue().shape().forEach(shape::add);
      int end = offset + entry.getValue().values().length * (half ? Short.BYTES : Float.BYTES);
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = -json.length & 7; // values start at a multiple of eight, as the format advises
    ByteBuffer out =
        ByteBuffer.allocate(Long.BYTES + json.length + padding + offset)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length + padding)
        .put(json)
        .put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    tensors.forEach(
        (name, tensor) -> {
          boolean half = header.path(name).path("dtype").asText().equals(HALF);
          if (half) {
            for (float value : tensor.values()) {
              out.putShort(HalfFloats.of(value));
            }
          } else {
            out.asFloatBuffer().put(tensor.values());
            out.position(out.position() + tensor.values().length * Float.BYTES);
          }
        });
    return out.array();
  }

  /**
   * The tensors of a file.
   *
   * @throws IllegalArgumentException if the bytes are not such a file, with the reason
   */
  public static Map<String, Tensor> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < Long.BYTES) {
      throw new IllegalArgumentException("only " + bytes.length + " bytes");
    }
    long headerLength = in.getLong();
    if (headerLength < 0 || headerLength > in.remaining()) {
      throw new IllegalArgumentException("header of " + headerLength + " bytes");
    }
    byte[] json = new byte[(int) headerLength];
    in.get(json);
    ByteBuffer values = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), values));
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("header is not JSON", e);
    }
    return tensors;
  }

  private static Tensor tensor(String name, JsonNode header, ByteBuffer values) {
    String type = header.path("dtype").asText();
    if (!type.equals(SINGLE) && !type.equals(HALF)) {
      throw new IllegalArgumentException(
          "tensor '%s' has dtype '%s', expected F32 or F16".formatted(name, type));
    }
    boolean half = type.equals(HALF);
    int size = half ? Short.BYTES : Float.BYTES;
    List<Integer> shape = new ArrayList<>();
    header.path("shape").forEach(length -> shape.add(length.asInt()));
    long from = header.path("data_offsets").path(0).asLong(-1);
    long to = header.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to < from || to > values.limit() || (to - from) % size != 0) {
      throw new IllegalArgumentException(
          "tensor '%s' lies at %d..%d of %d bytes".formatted(name, from, to, values.limit()));
    }
    float[] floats = new float[(int) ((to - from) / size)];
    ByteBuffer own = values.slice((int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    if (half) {
      for (int i = 0; i < floats.length; i++) {
        floats[i] = HalfFloats.value(own.getShort());
      }
    } else {
      own.asFloatBuffer().get(floats);
    }
    return new Tensor(shape, floats);
  }
}
