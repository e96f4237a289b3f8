package sentiment.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes an ONNX model: nodes and constants in the order in which they are added. Values are named;
 * a node's only output has the name that {@link #node} is given first. Shapes of inputs and outputs
 * are left open.
 *
 * <p>The numbers of fields are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
public final class OnnxGraph {

  /** Element types as ONNX numbers them. */
  public enum Type {
    FLOAT(1),
    INT8(3),
    INT32(6),
    INT64(7);

    private final int code;

    Type(int code) {
      this.code = code;
    }
  }

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final String CONTRIBUTED = "com.microsoft";
  private final ProtobufMessage graph = new ProtobufMessage().with(2, "graph");

  /** A value that a run is given, of some rank. */
  public OnnxGraph input(String name, Type type, int rank) {
    graph.with(11, value(name, type, rank));
    return this;
  }

  /** A value that a run returns. */
  public OnnxGraph output(String name, int rank) {
    graph.with(12, value(name, Type.FLOAT, rank));
    return this;
  }

  private static ProtobufMessage value(String name, Type type, int rank) {
    ProtobufMessage shape = new ProtobufMessage();
    for (int i = 0; i < rank; i++) {
      shape.with(1, new ProtobufMessage().with(2, name + i)); // a dimension with a name, no size
    }
    ProtobufMessage tensor = new ProtobufMessage().with(1, type.code).with(2, shape);
    return new ProtobufMessage().with(1, name).with(2, new ProtobufMessage().with(1, tensor));
  }

  /** A constant in row-major order. */
  public OnnxGraph constant(String name, float[] values, long... shape) {
    ByteBuffer raw = buffer(values.length * Float.BYTES);
    raw.asFloatBuffer().put(values);
    return constant(name, Type.FLOAT, raw, shape);
  }

  /** A constant in row-major order. */
  public OnnxGraph constant(String name, byte[] values, long... shape) {
    return constant(name, Type.INT8, ByteBuffer.wrap(values), shape);
  }

  /** A vector: axes, a shape. */
  public OnnxGraph constant(String name, long... values) {
    ByteBuffer raw = buffer(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return constant(name, Type.INT64, raw, values.length);
  }

  private OnnxGraph constant(String name, Type type, ByteBuffer raw, long... shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (long size : shape) {
      tensor.with(1, size);
    }
    graph.with(5, tensor.with(2, type.code).with(8, name).with(9, raw.array()));
    return this;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A node without attributes, of ONNX' own operators.
   *
   * @param inputs names; empty where an optional one is left out
   */
  public OnnxGraph node(String output, String operator, String... inputs) {
    return node(List.of(output), operator, List.of(inputs));
  }

  /** A node of ONNX' own operators. */
  public OnnxGraph node(
      List<String> outputs, String operator, List<String> inputs, Attribute... attributes) {
    return node("", outputs, operator, inputs, attributes);
  }

  /** A node of ONNX Runtime's further operators. */
  public OnnxGraph contributed(
      List<String> outputs, String operator, List<String> inputs, Attribute... attributes) {
    return node(CONTRIBUTED, outputs, operator, inputs, attributes);
  }

  private OnnxGraph node(
      String domain,
      List<String> outputs,
      String operator,
      List<String> inputs,
      Attribute... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.with(1, input));
    outputs.forEach(output -> node.with(2, output));
    node.with(3, outputs.get(0)).with(4, operator).with(7, domain);
    for (Attribute attribute : attributes) {
      node.with(5, attribute.message);
    }
    graph.with(1, node);
    return this;
  }

  /** A setting of a node. */
  public static final class Attribute {

    private final ProtobufMessage message;

    private Attribute(ProtobufMessage message) {
      this.message = message;
    }

    /** A number. */
    public static Attribute of(String name, long value) {
      return new Attribute(new ProtobufMessage().with(1, name).with(3, value).with(20, 2));
    }

    /** A word. */
    public static Attribute of(String name, String value) {
      return new Attribute(new ProtobufMessage().with(1, name).with(4, value).with(20, 3));
    }

    /** Numbers. */
    public static Attribute of(String name, long... values) {
      ProtobufMessage message = new ProtobufMessage().with(1, name);
      for (long value : values) {
        message.with(8, value);
      }
      return new Attribute(message.with(20, 7));
    }

    /** Words. */
    public static Attribute of(String name, List<String> values) {
      ProtobufMessage message = new ProtobufMessage().with(1, name);
      values.forEach(value -> message.with(9, value));
      return new Attribute(message.with(20, 8));
    }
  }

  /** The model's bytes, as a file would hold them. */
  public byte[] bytes() {
    return new ProtobufMessage()
        .with(1, IR_VERSION)
        .with(7, graph)
        .with(8, new ProtobufMessage().with(1, "").with(2, OPSET))
        .with(8, new ProtobufMessage().with(1, CONTRIBUTED).with(2, 1))
        .bytes();
  }
}
