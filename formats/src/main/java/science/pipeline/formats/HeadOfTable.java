package science.pipeline.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first lines of a table; a line that ends within quotes goes on in the next. */
record HeadOfTable(Path file, List<Line> lines) {

    private static final int MOST_LINES = 1_000;
    private static final int MOST_CHARACTERS = 1 << 18;

    /** A quote that is never closed takes no more. */
    private static final int MOST_LINES_OF_A_ROW = 20;

    /**
     * A line that is not blank.
     *
     * @param number of the first of its lines in the file, from 1
     * @param last of them
     */
    record Line(int number, int last, String text) {}

    static HeadOfTable read(Path file, InputStream bytes, @Nullable Character quote) {
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new Utf8Reader(bytes))) {
            int characters = 0;
            int number = 0;
            int first = 0;
            StringBuilder row = new StringBuilder();
            for (String text = reader.readLine();
                    text != null && number < MOST_LINES && characters < MOST_CHARACTERS;
                    text = reader.readLine()) {
                number++;
                characters += text.length();
                first = row.isEmpty() ? number : first;
                row.append(row.isEmpty() ? "" : "\n").append(text);
                boolean isOpen =
                        quote != null && row.chars().filter(c -> c == quote).count() % 2 == 1;
                if (!isOpen || number - first >= MOST_LINES_OF_A_ROW) {
                    if (!row.toString().isBlank()) {
                        lines.add(new Line(first, number, row.toString()));
                    }
                    row.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new FileFault(file + ": it cannot be read (" + e.getMessage() + ")", e);
        }
        return new HeadOfTable(file, lines);
    }
}
