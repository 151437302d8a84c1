package science.pipeline.producer.source.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.SourceException;

/**
 * A CSV file (RFC 4180, UTF-8, header first). Columns that nobody asks for may be without a name, or bear one that
 * others bear too.
 */
final class CsvRows implements Rows {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

    private final Path file;
    private final Utf8Reader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private final Map<String, Integer> indices = new HashMap<>();
    private long firstLine = 1;
    private @Nullable CSVRecord row;
    private @Nullable String wrong;

    CsvRows(Path file) {
        this.file = file;
        try {
            reader = new Utf8Reader(Files.newInputStream(file));
            parser = FORMAT.parse(reader);
        } catch (IOException e) {
            throw new SourceException(file + ": it cannot be read (" + e.getMessage() + ")", e);
        }
        records = parser.iterator();
        header = header();
        for (int i = header.size() - 1; i >= 0; i--) {
            indices.put(header.get(i), i);
        }
    }

    private List<String> header() {
        if (!advance()) {
            throw new SourceException(file + ": it is empty, expected a CSV header in its first line");
        }
        check();
        List<String> names = current().toList();
        String first = names.get(0);
        if (first.startsWith("#")) {
            throw new SourceException(
                    place() + ": found a comment, expected the CSV header there; take comments out: " + "grep -v '^#'");
        }
        if (names.size() == 1) {
            separator(first, ';', "semicolons");
            separator(first, '\t', "tabs");
            separator(first, '|', "vertical bars");
        }
        return names;
    }

    private void separator(String first, char separator, String name) {
        if (first.indexOf(separator) >= 0) {
            throw new SourceException(place() + ": the columns seem to be separated by " + name
                    + ", expected commas (and points in decimal numbers)");
        }
    }

    @Override
    public boolean advance() {
        firstLine = parser.getCurrentLineNumber() + 1;
        try {
            row = records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new SourceException(
                    file + ", line " + firstLine
                            + ": no row can be read from here on; is a quote opened and never closed, or "
                            + "does text follow a closing one? (" + e.getMessage() + ")",
                    e);
        }
        wrong = null;
        return row != null;
    }

    @Override
    public void check() {
        if (wrong == null) {
            wrong = reader.misfit(firstLine, parser.getCurrentLineNumber())
                    .map(misfit -> place() + ", " + misfit)
                    .orElseGet(this::surplus);
        }
        if (!wrong.isEmpty()) {
            throw new SourceException(wrong);
        }
    }

    private String surplus() {
        int cells = current().size();
        return isHeaderRead() && cells > header.size()
                ? place() + ": found " + cells + " cells under " + header.size()
                        + " columns, expected as many; a decimal comma without quotes makes two cells of a number"
                : "";
    }

    @SuppressWarnings("ConstantValue") // not yet, while the header itself is read
    private boolean isHeaderRead() {
        return header != null;
    }

    @Override
    public @Nullable String cell(String column) {
        Integer index = indices.get(column);
        return index == null || index >= current().size() ? null : current().get(index);
    }

    private CSVRecord current() {
        if (row == null) {
            throw new IllegalStateException("BUG: a cell is read where no row is");
        }
        return row;
    }

    @Override
    public Collection<String> columns() {
        return header;
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
        return parser.getCurrentLineNumber();
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
