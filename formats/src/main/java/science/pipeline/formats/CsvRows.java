package science.pipeline.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.FieldPath;

/**
 * A table in UTF-8, a line a row. Columns that nobody asks for may be without a name, or bear one that others bear too.
 */
final class CsvRows implements Rows {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9.]*,[0-9]+([eE][+-]?[0-9]+)?");

    private final Path file;
    private final Dialect dialect;
    private final Utf8Reader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Map<String, Integer> indices = new HashMap<>();
    private long number;
    private long firstLine;
    private @Nullable CSVRecord row;
    private @Nullable String wrong;

    /**
     * @param bytes the file's, uncompressed; closed with the rows
     * @param before how many rows the files before have
     */
    CsvRows(Path file, InputStream bytes, Dialect dialect, long before) {
        number = before;
        this.file = file;
        this.dialect = dialect;
        reader = new Utf8Reader(bytes);
        BufferedReader lines = new BufferedReader(reader);
        try {
            for (int i = 0; i < dialect.linesBefore(); i++) {
                lines.readLine();
            }
            parser = format(dialect).parse(TableLines.of(lines, dialect));
        } catch (IOException e) {
            throw new FileFault(file + ": it cannot be read (" + e.getMessage() + ")", e);
        }
        records = parser.iterator();
        for (int i = columns().size() - 1; i >= 0; i--) {
            indices.put(dialect.names().get(i), i);
        }
    }

    private static CSVFormat format(Dialect dialect) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(dialect.separator() == Dialect.BLANKS ? '\t' : dialect.separator())
                .setQuote(dialect.quote())
                .setCommentMarker(
                        dialect.comment().length() == 1
                                ? Character.valueOf(dialect.comment().charAt(0))
                                : null)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
    }

    @Override
    public boolean advance() {
        firstLine = dialect.linesBefore() + parser.getCurrentLineNumber() + 1;
        try {
            do {
                row = records.hasNext() ? records.next() : null;
            } while (row != null && row.size() == 1 && row.get(0).isEmpty());
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new FileFault(
                    file + ", line " + firstLine
                            + ": no row can be read from here on; is a quote opened and never closed, or "
                            + "does text follow a closing one? (" + e.getMessage() + ")",
                    e);
        }
        wrong = null;
        number++;
        return row != null;
    }

    @Override
    public void check() {
        if (wrong == null) {
            wrong = reader.misfit(firstLine, line())
                    .map(misfit -> place() + ", " + misfit)
                    .orElseGet(this::surplus);
        }
        if (!wrong.isEmpty()) {
            throw new FileFault(wrong);
        }
    }

    /** Separators at the end of a row make cells that hold nothing. */
    private String surplus() {
        int cells = current().size();
        while (cells > columns().size() && current().get(cells - 1).isEmpty()) {
            cells--;
        }
        return cells > columns().size()
                ? place() + ": found " + cells + " cells under " + columns().size()
                        + " columns, expected as many; a decimal comma without quotes makes two cells of a number"
                : "";
    }

    @Override
    public @Nullable String cell(String column) {
        Integer index = indices.get(column);
        if (index == null && column.indexOf('\\') >= 0) {
            index = indices.get(String.join(".", FieldPath.keys(column)));
        }
        if (index == null || index >= current().size()) {
            return null;
        }
        String text = current().get(index);
        return dialect.isDecimalComma() && DECIMAL_COMMA.matcher(text).matches()
                ? text.replace(".", "").replace(',', '.')
                : text;
    }

    @Override
    public boolean isQuoted(String column) {
        return false;
    }

    private CSVRecord current() {
        if (row == null) {
            throw new IllegalStateException("BUG: a cell is read where no row is");
        }
        return row;
    }

    @Override
    public Collection<String> columns() {
        return dialect.names();
    }

    @Override
    public List<String> units() {
        return dialect.units();
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public long line() {
        return row == null ? Math.max(1, dialect.headerLine()) : dialect.linesBefore() + parser.getCurrentLineNumber();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
