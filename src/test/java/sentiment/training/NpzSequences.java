package sentiment.training;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The sequences and labels that Keras publishes for its IMDB data: a zip of NumPy arrays, the
 * sequences as an array of Python lists, pickled. Reads the few pickle opcodes that this file has
 * and refuses all others.
 *
 * @param trainRanks {@code [review][word]}: ranks of the word index, from 1
 * @param testRanks the same for the test reviews
 * @param trainLabels 1 for positive, 0 for negative
 * @param testLabels the same for the test reviews
 */
record NpzSequences(int[][] trainRanks, int[][] testRanks, long[] trainLabels, long[] testLabels) {

  static NpzSequences read(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return new NpzSequences(
          Npy.read(zip, "x_train.npy").toLists(),
          Npy.read(zip, "x_test.npy").toLists(),
          Npy.read(zip, "y_train.npy").toLongs(),
          Npy.read(zip, "y_test.npy").toLongs());
    }
  }

  /** A one-dimensional array as {@code numpy.save} writes it, format 1.0. */
  private record Npy(String name, String type, int length, ByteBuffer content) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER =
        Pattern.compile(
            "\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\((\\d+),\\), \\} *\n");

    static Npy read(ZipFile zip, String name) throws IOException {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException(zip.getName() + ": no member " + name);
      }
      byte[] bytes = zip.getInputStream(entry).readAllBytes();
      ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (content.remaining() < MAGIC.length + 2
          || !content.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
        throw new IOException(name + ": expected the .npy format 1.0");
      }
      int start = MAGIC.length + 2;
      int end = start + Short.toUnsignedInt(content.getShort(MAGIC.length));
      if (end > bytes.length) {
        throw new EOFException(name + ": cut short within the header");
      }
      String header = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
      Matcher matcher = HEADER.matcher(header);
      if (!matcher.matches()) {
        throw new IOException(name + ": expected one dimension, found header " + header.strip());
      }
      content.position(end);
      return new Npy(name, matcher.group(1), Integer.parseInt(matcher.group(2)), content);
    }

    long[] toLongs() throws IOException {
      require(type.equals("<i8"), "type <i8, found " + type);
      require(content.remaining() == 8L * length, length + " values of 8 bytes");
      long[] values = new long[length];
      content.asLongBuffer().get(values);
      return values;
    }

    int[][] toLists() throws IOException {
      require(type.equals("|O"), "type |O, found " + type);
      byte[] pickle = new byte[content.remaining()];
      content.duplicate().get(pickle);
      List<?> rows = new Pickle(name, pickle).readArray();
      require(rows.size() == length, length + " lists, found " + rows.size());
      int[][] lists = new int[length][];
      for (int i = 0; i < length; i++) {
        require(rows.get(i) instanceof List<?>, "lists only, row " + i + " is none");
        lists[i] = ((List<?>) rows.get(i)).stream().mapToInt(Integer.class::cast).toArray();
      }
      return lists;
    }

    private void require(boolean holds, String expected) throws IOException {
      if (!holds) {
        throw new IOException(name + ": expected " + expected);
      }
    }
  }

  /** A stack machine for the opcodes that Python 2 writes for an array of lists, protocol 2. */
  private static final class Pickle {

    private enum Special {
      MARK,
      NONE
    }

    private record Global(String name) {}

    private record Tuple(List<Object> items) {}

    /** What a callable gave, and the state it was built with. */
    private record Built(Object callable, List<Object> states) {}

    private final String name;
    private final byte[] bytes;
    private final DataInputStream in;
    private final List<Object> stack = new ArrayList<>();

    Pickle(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
      this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** The items of the pickled array: the fifth part of its state. */
    List<?> readArray() throws IOException {
      if (run() instanceof Built array
          && array.callable().equals(new Global("numpy.core.multiarray _reconstruct"))
          && array.states().size() == 1
          && array.states().get(0) instanceof Tuple state
          && state.items().size() == 5
          && state.items().get(4) instanceof List<?> items) {
        return items;
      }
      throw new IOException(name + ": expected a pickled NumPy array of objects");
    }

    private Object run() throws IOException {
      while (true) {
        int at = bytes.length - in.available();
        int opcode = in.readUnsignedByte();
        switch (opcode) {
          case 0x80 -> protocol(in.readUnsignedByte()); // PROTO
          case 'c' -> stack.add(new Global(line() + " " + line())); // GLOBAL
          case 'q' -> in.readByte(); // BINPUT; nothing ever gets from the memo
          case 'r' -> in.readInt(); // LONG_BINPUT
          case '(' -> stack.add(Special.MARK); // MARK
          case 'K' -> stack.add(in.readUnsignedByte()); // BININT1
          case 'M' -> stack.add(Short.toUnsignedInt(Short.reverseBytes(in.readShort()))); // BININT2
          case 'J' -> stack.add(Integer.reverseBytes(in.readInt())); // BININT
          case 'U' -> stack.add(text(in.readUnsignedByte())); // SHORT_BINSTRING
          case 'N' -> stack.add(Special.NONE); // NONE
          case 0x89 -> stack.add(false); // NEWFALSE
          case ')' -> stack.add(new Tuple(List.of())); // EMPTY_TUPLE
          case 0x85, 0x86, 0x87 -> stack.add(new Tuple(popLast(opcode - 0x84))); // TUPLE1..3
          case 't' -> stack.add(new Tuple(popToMark())); // TUPLE
          case ']' -> stack.add(new ArrayList<>()); // EMPTY_LIST
          case 'a' -> append(popLast(1)); // APPEND
          case 'e' -> append(popToMark()); // APPENDS
          case 'R' -> stack.add(new Built(popLast(2).get(0), new ArrayList<>())); // REDUCE
          case 'b' -> build(popLast(1).get(0)); // BUILD
          case '.' -> {
            return popLast(1).get(0); // STOP
          }
          default ->
              throw new IOException(
                  "%s: pickle opcode 0x%02x at byte %d is not one of those this file has"
                      .formatted(name, opcode, at));
        }
      }
    }

    private void protocol(int version) throws IOException {
      if (version != 2) {
        throw new IOException(name + ": pickle protocol " + version + ", expected 2");
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        line.append((char) c);
      }
      return line.toString();
    }

    private String text(int length) throws IOException {
      byte[] text = new byte[length];
      in.readFully(text);
      return new String(text, StandardCharsets.ISO_8859_1);
    }

    @SuppressWarnings("unchecked") // only EMPTY_LIST pushes lists
    private void append(List<Object> items) throws IOException {
      if (!(top() instanceof List<?> list)) {
        throw new IOException(name + ": the pickle appends to what is no list");
      }
      ((List<Object>) list).addAll(items);
    }

    private void build(Object state) throws IOException {
      if (!(top() instanceof Built built)) {
        throw new IOException(name + ": the pickle builds what is no object");
      }
      built.states().add(state);
    }

    private Object top() throws IOException {
      requireOnStack(1);
      return stack.get(stack.size() - 1);
    }

    private List<Object> popToMark() throws IOException {
      int mark = stack.lastIndexOf(Special.MARK);
      if (mark < 0) {
        throw new IOException(name + ": the pickle lacks a mark");
      }
      List<Object> items = popLast(stack.size() - mark - 1);
      stack.remove(mark);
      return items;
    }

    private List<Object> popLast(int count) throws IOException {
      requireOnStack(count);
      List<Object> last = stack.subList(stack.size() - count, stack.size());
      List<Object> items = new ArrayList<>(last);
      last.clear();
      return items;
    }

    private void requireOnStack(int count) throws IOException {
      if (stack.size() < count) {
        throw new IOException(name + ": the pickle takes more than it has put on its stack");
      }
    }
  }
}
