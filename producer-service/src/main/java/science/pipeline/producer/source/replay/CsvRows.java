package science.pipeline.producer.source.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import science.pipeline.producer.source.SourceException;

/** A CSV file (RFC 4180, UTF-8, header first). */
final class CsvRows implements Rows {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final Path file;
    private final CSVParser parser;
    private final Map<String, Integer> header;
    private final Iterator<CSVRecord> records;
    private @Nullable CSVRecord row;

    CsvRows(Path file) {
        this.file = file;
        try {
            BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            skipByteOrderMark(reader);
            parser = FORMAT.parse(reader);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new SourceException(file + ": its first line is no CSV header (" + e.getMessage() + ")", e);
        }
        header = parser.getHeaderMap();
        records = parser.iterator();
    }

    @Override
    public boolean advance() {
        try {
            row = records.hasNext() ? records.next() : null;
            return row != null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new SourceException(
                    place() + ": no further row can be read (" + e.getMessage() + "); expected CSV in UTF-8", e);
        }
    }

    @Override
    public @Nullable String cell(String column) {
        Integer index = header.get(column);
        CSVRecord current = row;
        return index == null || current == null || index >= current.size() ? null : current.get(index);
    }

    @Override
    public Collection<String> columns() {
        return parser.getHeaderNames();
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public String place() {
        return file + ", line " + parser.getCurrentLineNumber();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }
}
