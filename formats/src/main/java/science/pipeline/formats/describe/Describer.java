package science.pipeline.formats.describe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import science.pipeline.codec.Decimal;
import science.pipeline.formats.FileFault;
import science.pipeline.formats.FileFormat;
import science.pipeline.formats.RecordRows;
import science.pipeline.formats.RecordedFile;
import science.pipeline.formats.Units;
import science.pipeline.schema.FieldPath;
import science.pipeline.schema.FieldType;
import science.pipeline.schema.Form;
import science.pipeline.schema.Format;
import science.pipeline.schema.Presence;
import science.pipeline.schema.Role;
import science.pipeline.schema.Schema;

/** Looks at a sample and says which schema would fit. Never wrong silently: what it cannot tell stands in a comment. */
public final class Describer {

    private static final int MOST_NAMED = 4;
    private static final int LONGEST_LIST = 4;

    private final Sample sample;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final FieldNames names = new FieldNames();
    private Form form = Form.USUAL;

    private Describer(Sample sample) {
        this.sample = sample;
    }

    /**
     * Describes a file by its first rows and some from its middle and its end.
     *
     * @param format what is said about its form
     * @throws FileFault if no row can be read
     */
    public static Description file(Path path, FileFormat format) {
        Sample sample = Sample.of(new RecordedFile(path, format), format);
        return new Describer(sample).describe(path.getFileName().toString());
    }

    /**
     * Describes records of a topic, whose values are JSON objects, or hold a list of such.
     *
     * @throws FileFault if none is, with what they are
     */
    public static Description topic(String topic, RecordRows records) {
        String other = records.otherForm();
        if (other == null) {
            return topic(topic, records, Format.JSON, Form.Writer.DERIVED);
        }
        List<String> lines = records.lines();
        if (lines.isEmpty()) {
            throw new FileFault(other);
        }
        return lines(topic, lines);
    }

    /**
     * Describes records that were written by Avro, each a JSON document here.
     *
     * @param writer where their schemas come from
     * @throws FileFault if none can be read
     */
    public static Description avro(String topic, RecordRows documents, Form.Writer writer) {
        return topic(topic, documents, Format.AVRO, writer);
    }

    private static Description topic(String topic, RecordRows records, Format format, Form.Writer writer) {
        Describer describer = new Describer(Sample.ofRecords(topic, records, format == Format.AVRO ? "Avro" : "JSON"));
        String list = records.list();
        if (format == Format.AVRO || list != null) {
            describer.form = new Form(format, list == null ? "" : list, 0, List.of(), ',', writer);
        }
        if (list != null) {
            describer.notes.add("The list '" + list + "' looks like a frame: each of its elements is an event.");
        }
        return describer.describe(topic);
    }

    /** Describes lines of CSV, one in each record. */
    private static Description lines(String topic, List<String> lines) {
        Path file = null;
        try {
            file = Files.write(Files.createTempFile("lines", ".csv"), lines);
            RecordedFile table = new RecordedFile(file, FileFormat.AUTO);
            Describer describer = new Describer(Sample.ofLines(table));
            describer.form = table.asRecords();
            describer.notes.add(
                    table.hasHeader()
                            ? "A record names the columns; it is rejected, as it is no event."
                            : "No record names the columns: call them what they are, in 'columns' and in the fields.");
            return describer.describe(topic);
        } catch (IOException e) {
            throw new FileFault(topic + ": its lines cannot be looked at (" + e.getMessage() + ")", e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.delete(file);
            }
        } catch (IOException left) {
            file.toFile().deleteOnExit();
        }
    }

    private Description describe(String source) {
        TimeGuess times = new TimeGuess(sample);
        Draft own = TimeGuess.own(times.times(), sample.rows());
        Map<Column, Draft> byColumn = new HashMap<>();
        times.times().forEach(draft -> byColumn.put(draft.column, draft));
        for (Column column : sample.columns()) {
            Draft time = byColumn.get(column);
            if (time != null) {
                drafts.add(named(time));
            } else if (!times.taken().contains(column)) {
                other(column);
            }
        }
        if (drafts.isEmpty()) {
            throw new FileFault(source + ": found no column with values, expected some to describe");
        }
        sample.twice().stream()
                .filter(name -> !name.isEmpty())
                .forEach(name -> notes.add("Left out: a further column '" + name + "'."));
        if (own != null) {
            ownTime(drafts.stream()
                    .filter(draft -> draft.column == own.column)
                    .findFirst()
                    .orElseThrow());
        } else {
            notes.add("Could not tell: no column is a time; the record's own time is taken.");
        }
        RoleGuess roles = new RoleGuess(drafts, sample);
        roles.assign();
        times.doubts().forEach(doubt -> notes.add("Could not tell: " + doubt + "."));
        roles.doubts().forEach(doubt -> notes.add("Could not tell: " + doubt + "."));
        drafts.forEach(this::comment);
        Schema schema = new Schema(
                name(source), "", form, drafts.stream().map(Draft::field).toList(), Map.of(), Map.of());
        return new Description(schema, header(source), comments());
    }

    /** A time has its name when its place among the columns is known. */
    private Draft named(Draft time) {
        boolean isTogether = time.file != null;
        String name = isTogether
                ? names.take(isFree(FieldNames.OF_TIME) ? FieldNames.OF_TIME : "event_time")
                : names.ofColumn(time.column.name(), isPath());
        Draft named = isTogether
                ? new Draft(name, FieldType.TIME, time.column, name, time.file)
                : new Draft(name, FieldType.TIME, time.column, from(time.column), fileOf(time.column));
        named.format = time.format;
        named.comments.addAll(time.comments);
        if (time.column.values().size() < sample.rows()) {
            named.presence = Presence.OPTIONAL;
        }
        return named;
    }

    private boolean isFree(String name) {
        return sample.columns().stream().noneMatch(column -> column.name().equals(name));
    }

    private void other(Column column) {
        if (column.name().isEmpty()) {
            notes.add("Left out: a column without a name.");
            return;
        }
        if (column.values().isEmpty()) {
            notes.add("Left out: '" + column.name() + "', which has no value in any row.");
            return;
        }
        if (isPath() && (TypeGuess.isList(column) ? isShortList(column) : isOfLongList(column))) {
            return;
        }
        if (TypeGuess.isTooLong(column)) {
            notes.add("Left out: '" + column.name() + "', whose texts are longer than 1 KiB.");
            return;
        }
        Draft draft = new Draft(
                names.ofColumn(column.name(), isPath()), FieldType.TEXT, column, from(column), fileOf(column));
        TypeGuess.type(draft, sample);
        FieldNames.Parts parts = FieldNames.Parts.of(column.name());
        if (draft.type.isNumeric()) {
            String atEnd = FieldNames.unitAtEnd(draft.name);
            draft.unit = !parts.unit().isEmpty()
                    ? parts.unit()
                    : !unitOfRow(column).isEmpty() ? unitOfRow(column) : atEnd == null ? "" : atEnd;
        }
        if (!parts.note().isEmpty()) {
            draft.comments.add("[" + parts.note() + "] in its name");
        }
        drafts.add(draft);
    }

    private static String unitOfRow(Column column) {
        String known = Units.find(column.unit());
        boolean isWritten = column.unit().matches(".*[/^*²³%].*") && Units.inBrackets(column.unit()) != null;
        return known != null ? known : isWritten ? column.unit() : "";
    }

    /** Whether the list's elements are fields instead: those of a vector, as a position is. */
    private boolean isShortList(Column column) {
        SortedSet<Integer> lengths = lengths(column);
        boolean isVector = lengths.size() == 1 && lengths.first() > 0 && lengths.last() <= LONGEST_LIST;
        return isVector && !sample.isRecord();
    }

    private static SortedSet<Integer> lengths(Column column) {
        return column.values().stream()
                .map(list -> list.equals("[]") ? 0 : list.split(",").length)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Elements of a list have their number for a key; only of short lists that every row has are they fields. */
    private boolean isOfLongList(Column column) {
        List<String> keys = isPath() ? FieldPath.keys(column.name()) : List.of();
        for (int i = 1; i < keys.size(); i++) {
            if (!keys.get(i).matches("[0-9]+")) {
                continue;
            }
            String list = FieldPath.of(keys.subList(0, i));
            boolean isOfObjects = i < keys.size() - 1;
            Column whole = sample.columns().stream()
                    .filter(other -> other.name().equals(list))
                    .findFirst()
                    .orElse(null);
            if (whole != null && TypeGuess.isList(whole)) {
                return !isShortList(whole);
            }
            boolean isLong =
                    sample.columns().stream().anyMatch(other -> other.name().startsWith(list + "." + LONGEST_LIST));
            if (isOfObjects || isLong || sample.isRecord()) {
                String note = "Left out: the list '" + list + "'.";
                if (!notes.contains(note)) {
                    notes.add(note);
                }
                return true;
            }
        }
        return false;
    }

    private boolean isPath() {
        return !sample.isTable();
    }

    /** Where the value stands in a record: a list's element has a key of its own there. */
    private String from(Column column) {
        if (!isPath()) {
            return FieldPath.of(column.name());
        }
        List<String> keys = FieldPath.keys(column.name());
        return fileOf(column) == null ? column.name() : FieldPath.of(String.join("_", keys));
    }

    private @Nullable String fileOf(Column column) {
        boolean isOfList =
                isPath() && FieldPath.keys(column.name()).stream().skip(1).anyMatch(key -> key.matches("[0-9]+"));
        return isOfList ? column.name() : null;
    }

    private void ownTime(Draft time) {
        time.role = Role.TIME;
        if (time.presence == Presence.OPTIONAL) {
            time.presence = Presence.REQUIRED;
            time.comments.add("rows without a time are rejected");
        }
    }

    private void comment(Draft draft) {
        Column column = draft.column;
        if (draft.type.isNumeric() && draft.role != Role.EVENT_ID) {
            range(draft);
        } else if (draft.type == FieldType.NAME && draft.role != Role.EVENT_ID) {
            Set<String> distinct = column.distinct(1_000);
            String some = distinct.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            draft.comments.add((distinct.size() > MOST_NAMED ? distinct.size() + " names: " + some + " …" : some));
        } else if (draft.type == FieldType.NUMBERS) {
            SortedSet<Integer> lengths = lengths(column);
            String length = lengths.size() == 1 ? "" + lengths.first() : lengths.first() + " to " + lengths.last();
            draft.comments.add(length + " numbers each");
        } else if (draft.type == FieldType.TIME && !column.values().isEmpty() && draft.file == null) {
            draft.comments.add("as " + column.values().get(0));
        }
    }

    private void range(Draft draft) {
        List<String> values = draft.column.values();
        String least =
                values.stream().min(Comparator.comparingDouble(Decimal::number)).orElseThrow();
        String most =
                values.stream().max(Comparator.comparingDouble(Decimal::number)).orElseThrow();
        draft.comments.add(least.equals(most) ? "always " + least : least + " to " + most);
        long least9 = values.stream().filter(value -> value.equals(least)).count();
        if (least.matches("-9+(\\.[09]*)?") && !least.equals(most)) {
            draft.comments.add(least + " in " + TypeGuess.percent((int) least9, values.size())
                    + " % seems to mean no value: say so by producer.replay.format.missing");
        }
    }

    private Map<String, String> comments() {
        return drafts.stream()
                .filter(draft -> !draft.comments.isEmpty())
                .collect(Collectors.toMap(draft -> draft.name, draft -> oneLine(String.join("; ", draft.comments))));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private List<String> header(String source) {
        List<String> all = new ArrayList<>();
        String rows = String.format(Locale.ROOT, "%,d", sample.rows());
        all.add(oneLine("Described from " + source + ": " + sample.form() + "; "
                + (sample.isWhole()
                        ? "all rows were looked at, " + rows + "."
                        : rows + " rows were looked at, from its beginning"
                                + (sample.isFromAllOver() ? ", middle and end." : "."))));
        String guessed = drafts.stream()
                .filter(draft -> draft.role != null)
                .map(draft -> draft.role.label() + " = " + draft.name)
                .collect(Collectors.joining(", "));
        all.add(guessed.isEmpty() ? "No role was guessed." : "Guessed: " + guessed + ". Mend what is wrong.");
        if (sample.unreadable() > 0) {
            all.add(oneLine("Could not read " + sample.unreadable() + " rows, the first: " + sample.firstFault()));
        }
        notes.forEach(note -> all.add(oneLine(note)));
        return all;
    }

    private static String name(String source) {
        String name = source.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.gz$", "")
                .replaceFirst("\\.[a-z0-9]{1,8}$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return name.isEmpty() ? "stream" : name.substring(0, Math.min(63, name.length()));
    }
}
