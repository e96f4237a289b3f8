package sentiment.baseline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import sentiment.model.InvalidBundleException;
import sentiment.text.Vocabulary;

/**
 * What a {@link NbSvm} has learned.
 *
 * @param about where it comes from, one line for people
 * @param tokenizer id of the rule that split the reviews
 * @param longest words of the longest run
 * @param ratios of every run
 * @param products {@code float[runs]}: learned weight times ratio
 * @param temperature divides the logit
 */
record Weights(
    String about,
    String tokenizer,
    Vocabulary vocabulary,
    int longest,
    LogCountRatios ratios,
    float[] products,
    double bias,
    double temperature) {

  private static final byte[] MARK = "sentiment nbsvm 2\n".getBytes(StandardCharsets.US_ASCII);

  /** Of the files that do not name their tokenizer. */
  private static final byte[] FIRST_MARK =
      "sentiment nbsvm 1\n".getBytes(StandardCharsets.US_ASCII);

  private static final String FIRST_TOKENIZER = "review";

  /** The same, tempered and told where it comes from. */
  Weights finished(double newTemperature, String newAbout) {
    return new Weights(
        newAbout, tokenizer, vocabulary, longest, ratios, products, bias, newTemperature);
  }

  /** A line that says what it is, then compressed: settings, words, runs and their weights. */
  void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (BufferedOutputStream plain = new BufferedOutputStream(Files.newOutputStream(part))) {
      plain.write(MARK);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(plain)))) {
        out.writeUTF(about);
        out.writeUTF(tokenizer);
        out.writeInt(longest);
        out.writeDouble(bias);
        out.writeDouble(temperature);
        byte[] words = vocabulary.toLines().getBytes(StandardCharsets.UTF_8);
        out.writeInt(words.length);
        out.write(words);
        out.writeInt(products.length);
        for (int i = 0; i < products.length; i++) {
          out.writeLong(ratios.runs()[i]);
          out.writeFloat(ratios.ratios()[i]);
          out.writeFloat(products[i]);
        }
      }
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static boolean isFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(MARK.length);
      return Arrays.equals(first, MARK) || Arrays.equals(first, FIRST_MARK);
    }
  }

  static Weights read(Path file) throws IOException {
    try (InputStream plain = new BufferedInputStream(Files.newInputStream(file))) {
      boolean namesTokenizer = Arrays.equals(plain.readNBytes(MARK.length), MARK);
      return read(
          namesTokenizer, new DataInputStream(new BufferedInputStream(new GZIPInputStream(plain))));
    } catch (EOFException | ZipException | IllegalArgumentException e) {
      throw new InvalidBundleException(
          "model '" + file + "': damaged or cut short, expected a file that training wrote");
    }
  }

  private static Weights read(boolean namesTokenizer, DataInputStream in) throws IOException {
    String about = in.readUTF();
    String tokenizer = namesTokenizer ? in.readUTF() : FIRST_TOKENIZER;
    int longest = in.readInt();
    double bias = in.readDouble();
    double temperature = in.readDouble();
    byte[] words = in.readNBytes(in.readInt());
    Vocabulary vocabulary =
        Vocabulary.read(new StringReader(new String(words, StandardCharsets.UTF_8)));
    long[] runs = new long[in.readInt()];
    float[] ratios = new float[runs.length];
    float[] products = new float[runs.length];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = in.readLong();
      ratios[i] = in.readFloat();
      products[i] = in.readFloat();
    }
    return new Weights(
        about,
        tokenizer,
        vocabulary,
        longest,
        new LogCountRatios(runs, ratios),
        products,
        bias,
        temperature);
  }
}
