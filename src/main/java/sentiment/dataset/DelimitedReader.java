package sentiment.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads CSV and TSV as RFC 4180 has them: a field may be quoted, a quoted one may hold separators,
 * line breaks and doubled quotes. Blank lines are passed over.
 */
final class DelimitedReader {

  private final char separator;
  private final DatasetOptions options;

  DelimitedReader(char separator, DatasetOptions options) {
    this.separator = separator;
    this.options = options;
  }

  /**
   * Reads all rows; does not close the stream.
   *
   * @throws InvalidDataException if the columns can't be told, a quote is never closed or a row is
   *     broken and not to be skipped
   */
  void read(InputStream in, ReviewRows rows) throws IOException {
    Columns columns = null;
    long line = 0;
    try {
      for (CsvRecord row : csv(in)) {
        line = row.getStartingLineNumber();
        if (columns == null) {
          columns = Columns.of(row, options, rows);
          if (columns.inHeader()) {
            continue;
          }
        }
        add(row, columns, rows);
      }
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw rows.fatal(line + 1, "quotes, expected each to be closed and followed by a separator");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private CsvReader<CsvRecord> csv(InputStream in) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(Utf8.reader(in));
  }

  private static void add(CsvRecord row, Columns columns, ReviewRows rows) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != columns.count()) {
      rows.addBroken(line, row.getFieldCount() + " columns, expected " + columns.count());
    } else if (row.getFields().stream().anyMatch(Utf8::isDamaged)) {
      rows.addBroken(line, "bytes that are no UTF-8, expected UTF-8");
    } else {
      rows.add(
          line,
          row.getField(columns.text()),
          row.getField(columns.label()),
          columns.group() < 0 ? null : row.getField(columns.group()));
    }
  }
}
