package science.pipeline.formats.describe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.RecordedFile;
import science.pipeline.formats.Rows;

/** Rows of a file or a topic, column by column: the first ones, and some from its middle and its end. */
final class Sample {

    /** So many of the first, and of those in the middle and at the end. */
    private static final int FIRST = 5_000;

    private static final int FURTHER = 1_000;
    private static final int MOST_COLUMNS = 500;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final FileFormat format;
    private final boolean isRecord;
    private int rows;
    private int unreadable;
    private boolean isWhole;
    private boolean isFromAllOver;
    private final Set<String> twice = new TreeSet<>();
    private @Nullable String firstFault;
    private String form = "";

    private Sample(FileFormat format, boolean isRecord) {
        this.format = format;
        this.isRecord = isRecord;
    }

    /** @throws FileFault if no row can be read */
    static Sample of(RecordedFile file, FileFormat format) {
        Sample sample = new Sample(format, false);
        sample.form = file.inWords();
        try (Rows first = file.open()) {
            sample.isWhole = sample.add(first, FIRST) < FIRST;
        }
        if (!sample.isWhole) {
            for (double share : new double[] {0.5, 0.98}) {
                sample.addFrom(file, share);
            }
        }
        sample.refuseIfEmpty(file.path().toString());
        return sample;
    }

    /** @throws FileFault if no record can be read */
    static Sample ofRecords(String topic, Rows records, String form) {
        Sample sample = new Sample(FileFormat.AUTO, true);
        sample.form = form;
        sample.add(records, FIRST);
        sample.refuseIfEmpty(topic);
        return sample;
    }

    /** @throws FileFault if no line can be read */
    static Sample ofLines(RecordedFile lines) {
        Sample sample = new Sample(FileFormat.AUTO, true);
        sample.form = lines.inWords();
        try (Rows rows = lines.open()) {
            sample.add(rows, FIRST);
        }
        sample.refuseIfEmpty("the topic");
        return sample;
    }

    private void addFrom(RecordedFile file, double share) {
        try (Rows further = file.openNear(share)) {
            if (further != null) {
                add(further, FURTHER);
                isFromAllOver = true;
            }
        } catch (FileFault fault) {
            note(fault);
        }
    }

    private int add(Rows from, int most) {
        int read = 0;
        while (read < most && from.advance()) {
            read++;
            try {
                from.check();
                addRow(from);
            } catch (FileFault fault) {
                note(fault);
            }
        }
        return read;
    }

    private void addRow(Rows from) {
        List<String> units = from.units();
        Collection<String> names = from.columns();
        int i = 0;
        for (String name : names) {
            String unit = i < units.size() ? units.get(i) : "";
            i++;
            Column column = columns.get(name);
            if (column == null && columns.size() < MOST_COLUMNS) {
                column = new Column(name, unit, format);
                columns.put(name, column);
            }
            if (column != null && column.hasRow(rows)) {
                twice.add(name);
            } else if (column != null) {
                column.add(rows, from.cell(name), from.isQuoted(name));
            }
        }
        rows++;
    }

    private void note(FileFault fault) {
        unreadable++;
        firstFault = firstFault == null ? fault.getMessage() : firstFault;
    }

    private void refuseIfEmpty(String name) {
        if (rows == 0) {
            throw new FileFault(
                    firstFault == null
                            ? name + ": found no rows, expected some to describe"
                            : String.valueOf(firstFault));
        }
    }

    List<Column> columns() {
        return new ArrayList<>(columns.values());
    }

    /** How many rows were read. */
    int rows() {
        return rows;
    }

    int unreadable() {
        return unreadable;
    }

    /** Why the first row that could not be read could not. */
    @Nullable String firstFault() {
        return firstFault;
    }

    /** Whether all rows were read. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether rows from its middle and its end are among them. */
    boolean isFromAllOver() {
        return isFromAllOver;
    }

    /** Names that several columns bear; only the first of them can be read. */
    Set<String> twice() {
        return twice;
    }

    /** Whether its rows are records of a topic, where every value stands as it will stand. */
    boolean isRecord() {
        return isRecord;
    }

    /** Whether its columns are those of a table, which have no places within each other. */
    boolean isTable() {
        return form.startsWith("a table");
    }

    /** How it is written, in the words of a sentence. */
    String form() {
        return form;
    }

    FileFormat format() {
        return format;
    }
}
