package sentiment.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;

/** One connection, byte by byte: what no HTTP client would send. */
final class RawHttp implements AutoCloseable {

  private static final int PATIENCE_MS = 30_000;

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  static RawHttp to(String address) throws IOException {
    URI uri = URI.create(address);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    return new RawHttp(socket);
  }

  /** Sends bytes as they stand in the text, each character one byte. */
  RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends what a server may stop reading at any time. */
  RawHttp trySend(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      return this; // the server closed: that is an answer too
    }
    return this;
  }

  RawHttp endInput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The same, where the server may have closed before. */
  RawHttp endInputIfOpen() {
    try {
      return endInput();
    } catch (IOException e) {
      return this;
    }
  }

  /** All that comes until the server closes, or until nothing comes for the patience. */
  String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server keeps silent after: " + all.toString(ISO_8859_1));
    } catch (SocketException e) {
      return all.toString(ISO_8859_1); // cut off
    }
    return all.toString(ISO_8859_1);
  }

  /** Reads until that text has come. */
  String readUntil(String text) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (!all.toString(ISO_8859_1).contains(text)) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        throw new AssertionError("no '" + text + "' in: " + all.toString(ISO_8859_1));
      }
      all.write(b);
    }
    return all.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
