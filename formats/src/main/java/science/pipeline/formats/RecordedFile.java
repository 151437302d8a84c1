package science.pipeline.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.Format;

/** One of the files that somebody has: a table or JSON, perhaps compressed with gzip. */
public final class RecordedFile {

    private static final int BLOCK = 1 << 20;
    private static final int LOOKED_AT = 4096;
    private static final Pattern BEGINS_AS_JSON = Pattern.compile("\uFEFF?\\s*(\\{\\s*[\"}]|\\[\\s*[{\\[])");

    private final Path path;
    private final FileFormat format;
    private @Nullable Form form;
    private @Nullable Map<String, List<JsonTree.@Nullable Cell>> columns;

    private enum Form {
        TABLE,
        JSON_LINES,
        JSON_LIST,
        JSON_OBJECTS,
        JSON_COLUMNS
    }

    /** @throws FileFault if there is no such file */
    public RecordedFile(Path path, FileFormat format) {
        this.path = path;
        this.format = format;
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new FileFault("found no readable file at " + path.toAbsolutePath()
                    + "; expected a CSV file or JSON lines (relative paths mean the working folder, here "
                    + Path.of("").toAbsolutePath() + ")");
        }
    }

    public Path path() {
        return path;
    }

    /** @throws FileFault if it is no text, or holds no table */
    public Rows open() {
        return open(0);
    }

    /**
     * @param before how many rows the files before have
     * @throws FileFault if it is no text, or holds no table
     */
    public Rows open(long before) {
        return switch (form()) {
            case JSON_LINES -> new JsonRows(path, bytes(), before);
            case JSON_LIST -> new JsonDocumentRows(path, bytes(), true, before);
            case JSON_OBJECTS -> new JsonDocumentRows(path, bytes(), false, before);
            case JSON_COLUMNS -> new JsonColumnRows(path, Objects.requireNonNull(columns), before);
            case TABLE -> new CsvRows(path, bytes(), dialect(), before);
        };
    }

    /**
     * Its rows from somewhere in it; their numbers are unknown.
     *
     * @param share of the file that is passed over, from 0 to 1
     * @return null where rows cannot be found but from the beginning
     */
    public @Nullable Rows openNear(double share) {
        boolean isByLine = form() == Form.TABLE || form() == Form.JSON_LINES;
        if (!isByLine || isCompressed()) {
            return null;
        }
        try {
            InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
            bytes.skipNBytes((long) (Files.size(path) * share));
            int next;
            do {
                next = bytes.read();
            } while (next >= 0 && next != '\n');
            return form() == Form.TABLE
                    ? new CsvRows(path, bytes, dialect().withoutHead(), 0)
                    : new JsonRows(path, bytes, 0);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean isCompressed() {
        try (InputStream in = Files.newInputStream(path)) {
            return isGzip(in.readNBytes(2));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean isGzip(byte[] first) {
        return first.length == 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
    }

    /** How it is written, in the words of a sentence. */
    public String inWords() {
        return switch (form()) {
            case JSON_LINES -> "JSON, one object a line";
            case JSON_LIST -> "JSON, a list of objects";
            case JSON_OBJECTS -> "JSON, one object after the other";
            case JSON_COLUMNS -> "JSON, columns or rows as lists";
            case TABLE -> "a table, " + dialect().inWords();
        };
    }

    /** How many columns a table has that names none; 0 for any other file. */
    public int countUnnamed() {
        return form() == Form.TABLE
                        && dialect().headerLine() == 0
                        && format.names().isEmpty()
                ? dialect().names().size()
                : 0;
    }

    /**
     * How such lines are read where each is a record.
     *
     * @throws FileFault if they cannot be, as their numbers have a decimal comma
     */
    public science.pipeline.schema.Form asRecords() {
        Dialect dialect = dialect();
        String unfit = dialect.isDecimalComma()
                ? "decimal commas"
                : dialect.isSentences()
                        ? "sentences with a checksum"
                        : dialect.separator() == Dialect.BLANKS ? "any number of blanks between cells" : "";
        if (!unfit.isEmpty()) {
            throw new FileFault("found " + dialect.inWords() + ": records with " + unfit
                    + " are not read; expected numbers with points, and one character between cells");
        }
        List<String> columns = new ArrayList<>();
        for (String name : dialect.names()) {
            String place = name.isEmpty() ? "" : FieldPath.of(name);
            columns.add(columns.contains(place) ? "" : place);
        }
        return new science.pipeline.schema.Form(
                Format.CSV, "", 0, columns, dialect.separator(), science.pipeline.schema.Form.Writer.DERIVED);
    }

    /** Whether the first line names the columns. */
    public boolean hasHeader() {
        return form() == Form.TABLE && dialect().headerLine() > 0;
    }

    private Dialect dialect() {
        return DialectGuess.of(HeadOfTable.read(path, bytes(), format.quoteCharacter()), format);
    }

    /** How many rows there are, taking each line that is not empty for one. */
    public long countRows() {
        if (!(form() == Form.TABLE || form() == Form.JSON_LINES)) {
            return countObjects();
        }
        long lines = 0;
        boolean empty = true;
        byte[] block = new byte[BLOCK];
        int before = form() == Form.TABLE ? dialect().linesBefore() : 0;
        try (InputStream in = bytes()) {
            for (int length = in.read(block); length > 0; length = in.read(block)) {
                for (int i = 0; i < length; i++) {
                    if (block[i] == '\n') {
                        lines += empty || before > 0 ? 0 : 1;
                        before--;
                        empty = true;
                    } else if (block[i] != '\r') {
                        empty = false;
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return empty || before > 0 ? lines : lines + 1;
    }

    private long countObjects() {
        try (Rows rows = open()) {
            long count = 0;
            while (rows.advance()) {
                count++;
            }
            return count;
        }
    }

    private InputStream bytes() {
        try {
            PushbackInputStream in = new PushbackInputStream(Files.newInputStream(path), 2);
            byte[] first = in.readNBytes(2);
            in.unread(first);
            return isGzip(first) ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private FileFault unreadable(IOException e) {
        return new FileFault(path + ": it cannot be read (" + e.getMessage() + ")", e);
    }

    private Form form() {
        if (form == null) {
            form = look();
        }
        return form;
    }

    private Form look() {
        byte[] first;
        try (InputStream in = bytes()) {
            first = in.readNBytes(LOOKED_AT);
        } catch (IOException e) {
            throw unreadable(e);
        }
        FileSignature.check(path, first);
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (!name.matches(".*\\.(jsonl|ndjson|json|geojson)")
                && !BEGINS_AS_JSON.matcher(text(first)).lookingAt()) {
            return Form.TABLE;
        }
        return switch (JsonLook.at(bytes())) {
            case LINES -> Form.JSON_LINES;
            case LIST -> Form.JSON_LIST;
            case OBJECTS -> Form.JSON_OBJECTS;
            case PERHAPS_COLUMNS -> holdsColumns() ? Form.JSON_COLUMNS : withoutColumns(first);
        };
    }

    private boolean holdsColumns() {
        try {
            columns = JsonColumns.in(bytes()).orElse(null);
            return columns != null;
        } catch (FileFault tooLarge) {
            throw new FileFault(path + ": " + tooLarge.getMessage(), tooLarge);
        }
    }

    /** A document of one object, or of lists in which no rows are found. */
    private static Form withoutColumns(byte[] first) {
        String text = text(first).strip();
        if (text.startsWith("[")) {
            return Form.JSON_LIST;
        }
        return text.indexOf('\n') < 0 ? Form.JSON_LINES : Form.JSON_OBJECTS;
    }

    private static String text(byte[] first) {
        return new String(first, StandardCharsets.UTF_8);
    }
}
